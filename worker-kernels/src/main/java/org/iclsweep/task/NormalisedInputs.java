package org.iclsweep.task;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * Inputs divided by the Frobenius norm of their context, then scaled.
 *
 * <pre>  X = scale Z / ‖Z‖_F,   x_query = scale z_query / ‖Z‖_F  </pre>
 */
final class NormalisedInputs implements InputSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final float scale;
  private final InputSampler drawn;
  private final Operation sumSquares;
  private final LaneMatrix squares = LaneMatrix.zeros(1, 1);
  private final LaneMatrix factor = LaneMatrix.zeros(1, 1);
  private final Multiples scaledContext;
  private final Multiples scaledQuery;

  NormalisedInputs(InputDistribution inputs, LaneMatrix context, LaneMatrix query) {
    scale = (float) inputs.scale();
    LaneMatrix drawnContext = LaneMatrix.zeros(context.rows(), context.cols());
    LaneMatrix drawnQuery = LaneMatrix.zeros(1, query.cols());
    drawn = InputSampler.of(inputs.plain(), drawnContext, drawnQuery);
    Operation[] rows = new Operation[context.rows()];
    Arrays.setAll(rows, t -> addSquares(drawnContext.row(t), t > 0));
    sumSquares = Operation.inOrder(rows);
    scaledContext = new Multiples(context, drawnContext, factor, false);
    scaledQuery = new Multiples(query, drawnQuery, factor, false);
  }

  private Operation addSquares(LaneMatrix row, boolean add) {
    return kernels.contract(squares, row, row.transposed(), add);
  }

  @Override
  public void draw(int[] state) {
    drawn.draw(state);
    sumSquares.run();
    kernels.reciprocalRoot(factor, squares, scale);
    scaledContext.write();
    scaledQuery.write();
  }
}
