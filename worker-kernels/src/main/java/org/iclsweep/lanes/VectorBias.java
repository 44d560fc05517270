package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/** One row that all tokens of all tasks share: spread over them, and its gradient. */
final class VectorBias {

  private VectorBias() {}

  /** {@code out[t,r] = bias[0,r]}. */
  static void fill(LaneMatrix out, SharedMatrix bias) {
    for (int t = 0; t < out.rows(); t++) {
      int o = out.index(t, 0);
      for (int r = 0; r < out.cols(); r++) {
        FloatVector value = FloatVector.broadcast(FLOATS, bias.get(0, r));
        for (int k = 0; k < LANES; k += WIDTH) {
          value.intoArray(out.data, o + k);
        }
        o += out.colStride;
      }
    }
  }

  static void accumulateRows(PartialSums sums, LaneMatrix dy) {
    for (int t = 0; t < dy.rows(); t++) {
      int s = sums.offset;
      int d = dy.index(t, 0);
      for (int r = 0; r < dy.cols(); r++) {
        for (int k = 0; k < LANES; k += WIDTH) {
          FloatVector.fromArray(FLOATS, sums.data, s + k)
              .add(FloatVector.fromArray(FLOATS, dy.data, d + k))
              .intoArray(sums.data, s + k);
        }
        s += sums.colStride;
        d += dy.colStride;
      }
    }
  }

  static void accumulateRows(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    for (int t = 0; t < dy.rows(); t++) {
      int s = sums.offset;
      int d = dy.index(t, 0);
      int p = x.index(t, 0);
      for (int r = 0; r < dy.cols(); r++) {
        for (int k = 0; k < LANES; k += WIDTH) {
          FloatVector.fromArray(FLOATS, dy.data, d + k)
              .fma(
                  FloatVector.fromArray(FLOATS, x.data, p + k),
                  FloatVector.fromArray(FLOATS, sums.data, s + k))
              .intoArray(sums.data, s + k);
        }
        s += sums.colStride;
        d += dy.colStride;
        p += x.colStride;
      }
    }
  }
}
