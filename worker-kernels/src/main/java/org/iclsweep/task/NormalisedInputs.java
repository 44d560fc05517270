package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/**
 * Inputs divided by the Frobenius norm of their context, then scaled.
 *
 * <pre>  X = scale Z / ‖Z‖_F,   x_query = scale z_query / ‖Z‖_F  </pre>
 */
final class NormalisedInputs implements InputSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final float scale;
  private final InputSampler drawn;
  private final LaneMatrix[] rows;
  private final LaneMatrix[] columns;
  private final LaneMatrix squares = LaneMatrix.zeros(1, 1);
  private final LaneMatrix factor = LaneMatrix.zeros(1, 1);
  private final Multiples scaledContext;
  private final Multiples scaledQuery;

  NormalisedInputs(InputDistribution inputs, LaneMatrix context, LaneMatrix query) {
    scale = (float) inputs.scale();
    LaneMatrix drawnContext = LaneMatrix.zeros(context.rows(), context.cols());
    LaneMatrix drawnQuery = LaneMatrix.zeros(1, query.cols());
    InputDistribution plain = new InputDistribution(inputs.law(), 1, false);
    drawn = InputSampler.of(plain, drawnContext, drawnQuery);
    rows = new LaneMatrix[context.rows()];
    columns = new LaneMatrix[context.rows()];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = drawnContext.row(t);
      columns[t] = rows[t].transposed();
    }
    scaledContext = new Multiples(context, drawnContext, factor);
    scaledQuery = new Multiples(query, drawnQuery, factor);
  }

  @Override
  public void draw(int[] state) {
    drawn.draw(state);
    for (int t = 0; t < rows.length; t++) {
      kernels.contract(squares, rows[t], columns[t], t > 0);
    }
    kernels.reciprocalRoot(factor, squares, scale);
    scaledContext.write(false);
    scaledQuery.write(false);
  }
}
