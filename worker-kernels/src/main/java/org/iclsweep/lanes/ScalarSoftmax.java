package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/** The scalar twin of {@link VectorSoftmax}. */
final class ScalarSoftmax {

  private ScalarSoftmax() {}

  static void softmax(LaneMatrix out, LaneMatrix x) {
    for (int t = 0; t < out.rows(); t++) {
      for (int lane = 0; lane < LANES; lane++) {
        softmax(out, x, t, lane);
      }
    }
  }

  private static void softmax(LaneMatrix out, LaneMatrix x, int t, int lane) {
    float max = x.get(t, 0, lane);
    for (int s = 1; s < x.cols(); s++) {
      max = x.get(t, s, lane) > max ? x.get(t, s, lane) : max;
    }
    float sum = 0f;
    for (int s = 0; s < x.cols(); s++) {
      float e = Elementary.exp(x.get(t, s, lane) - max);
      out.set(t, s, lane, e);
      sum += e;
    }
    float inverse = 1f / sum;
    for (int s = 0; s < x.cols(); s++) {
      out.set(t, s, lane, out.get(t, s, lane) * inverse);
    }
  }

  static void gradient(LaneMatrix dx, LaneMatrix p, LaneMatrix dp) {
    for (int t = 0; t < dx.rows(); t++) {
      for (int lane = 0; lane < LANES; lane++) {
        float mean = 0f;
        for (int s = 0; s < dx.cols(); s++) {
          mean = Math.fma(p.get(t, s, lane), dp.get(t, s, lane), mean);
        }
        for (int s = 0; s < dx.cols(); s++) {
          dx.set(t, s, lane, p.get(t, s, lane) * (dp.get(t, s, lane) - mean));
        }
      }
    }
  }
}
