package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;

/** Matrices that are the same for every task. */
final class Constants {

  private Constants() {}

  /** Sets every element of every lane. */
  static void fill(LaneMatrix matrix, float value) {
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          matrix.set(r, c, lane, value);
        }
      }
    }
  }
}
