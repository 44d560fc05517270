package org.iclsweep.task;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * A matrix times a number of each task.
 *
 * <pre>  out[t,i] = x[t,i] factor   (add: out[t,i] + ...)  </pre>
 *
 * <p>Columns are contracted one by one with the factor, by views that are made once.
 */
final class Multiples {

  private final Operation write;

  /**
   * @param out [T, d, 16]
   * @param x [T, d, 16]
   * @param factor [1, 1, 16]
   */
  Multiples(LaneMatrix out, LaneMatrix x, LaneMatrix factor, boolean add) {
    LaneKernels kernels = Lanes.kernels();
    Operation[] columns = new Operation[x.cols()];
    Arrays.setAll(columns, i -> kernels.contract(out.col(i), x.col(i), factor, add));
    write = Operation.inOrder(columns);
  }

  void write() {
    write.run();
  }
}
