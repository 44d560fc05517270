package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/**
 * A matrix times a number of each task.
 *
 * <pre>  out[t,i] = x[t,i] factor   (add: out[t,i] + ...)  </pre>
 *
 * <p>Columns are contracted one by one with the factor, by views that are made once.
 */
final class Multiples {

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix[] out;
  private final LaneMatrix[] x;
  private final LaneMatrix factor;

  /**
   * @param out [T, d, 64]
   * @param x [T, d, 64]
   * @param factor [1, 1, 64]
   */
  Multiples(LaneMatrix out, LaneMatrix x, LaneMatrix factor) {
    this.out = columns(out);
    this.x = columns(x);
    this.factor = factor;
  }

  void write(boolean add) {
    for (int i = 0; i < out.length; i++) {
      kernels.contract(out[i], x[i], factor, add);
    }
  }

  private static LaneMatrix[] columns(LaneMatrix matrix) {
    LaneMatrix[] columns = new LaneMatrix[matrix.cols()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = matrix.col(i);
    }
    return columns;
  }
}
