package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/** The scalar twin of {@link VectorBias}. */
final class ScalarBias {

  private ScalarBias() {}

  static void fill(LaneMatrix out, SharedMatrix bias) {
    for (int t = 0; t < out.rows(); t++) {
      for (int r = 0; r < out.cols(); r++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(t, r, lane, bias.get(0, r));
        }
      }
    }
  }

  static void accumulateRows(PartialSums sums, LaneMatrix dy) {
    for (int r = 0; r < dy.cols(); r++) {
      for (int lane = 0; lane < LANES; lane++) {
        int at = sums.offset + r * sums.colStride + lane;
        for (int t = 0; t < dy.rows(); t++) {
          sums.data[at] += dy.get(t, r, lane);
        }
      }
    }
  }

  static void accumulateRows(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    for (int r = 0; r < dy.cols(); r++) {
      for (int lane = 0; lane < LANES; lane++) {
        int at = sums.offset + r * sums.colStride + lane;
        for (int t = 0; t < dy.rows(); t++) {
          sums.data[at] = Math.fma(dy.get(t, r, lane), x.get(t, r, lane), sums.data[at]);
        }
      }
    }
  }
}
