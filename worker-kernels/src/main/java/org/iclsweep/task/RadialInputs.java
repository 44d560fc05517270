package org.iclsweep.task;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * Inputs of a direction that is uniform on the sphere and a norm of its own.
 *
 * <pre>  x_t = scale r_t g_t / ‖g_t‖,   g_t ~ N(0, I)  </pre>
 *
 * <p>The directions of the context, then the query's, are drawn first, then all radii; r_t = 1
 * where none are drawn.
 */
final class RadialInputs implements InputSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final float scale;
  private final LaneMatrix directions;

  /** ‖g_t‖², then what g_t is multiplied by: [N + 1, 1, 16]. */
  private final LaneMatrix factors;

  private final Operation sumSquares;
  private final GammaRadii radii;
  private final Operation write;

  RadialInputs(InputDistribution inputs, LaneMatrix context, LaneMatrix query) {
    scale = (float) inputs.scale();
    int tokens = context.rows() + 1;
    int dim = query.cols();
    directions = LaneMatrix.zeros(tokens, dim);
    factors = LaneMatrix.zeros(tokens, 1);
    radii = inputs.law() == InputLaw.SPHERE ? null : new GammaRadii(inputs.shape(), dim, tokens);
    List<Operation> squares = new ArrayList<>();
    List<Operation> products = new ArrayList<>();
    for (int t = 0; t < tokens; t++) {
      LaneMatrix g = directions.row(t);
      LaneMatrix out = t < context.rows() ? context.row(t) : query;
      squares.add(kernels.contract(factors.row(t), g, g.transposed(), false));
      products.add(new Multiples(out, g, factors.row(t), false)::write);
    }
    sumSquares = Operation.inOrder(squares);
    write = Operation.inOrder(products);
  }

  @Override
  public void draw(int[] state) {
    kernels.fillNormal(directions, state, 1f);
    sumSquares.run();
    kernels.reciprocalRoot(factors, factors, scale);
    if (radii != null) {
      kernels.multiply(factors, factors, radii.draw(state));
    }
    write.run();
  }
}
