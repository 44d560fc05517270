package org.iclsweep.spi;

import org.iclsweep.lanes.LaneMatrix;

/**
 * Where 16 tasks of pairs and a query lie, one a lane: element (r, c) of the task in a lane is
 * {@code matrix.get(r, c, lane)}, and {@code set} writes it. What they are made of beside is not
 * shown.
 *
 * @param inputs x_1 to x_N: [N, d, 16]
 * @param labels y_1 to y_N: [N, 1, 16]
 * @param query x: [1, d, 16]
 * @param target what should be answered to it: [1, 1, 16]
 */
public record PairBlock(LaneMatrix inputs, LaneMatrix labels, LaneMatrix query, LaneMatrix target) {

  /** N. */
  public int context() {
    return inputs.rows();
  }

  /** d. */
  public int dim() {
    return inputs.cols();
  }
}
