package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/** The scalar twin of {@link VectorActivations}. */
final class ScalarActivations {

  /** 2 sqrt(2 / π). */
  static final float GELU_1 = (float) (2 * Math.sqrt(2 / Math.PI));

  /**
   * 0.044715 times that.
   *
   * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel (2016), section 2</a>
   */
  static final float GELU_3 = (float) (2 * Math.sqrt(2 / Math.PI) * 0.044715);

  /** The derivative's coefficient of x². */
  static final float GELU_SLOPE_3 = (float) (2 * Math.sqrt(2 / Math.PI) * 0.044715 * 3);

  private ScalarActivations() {}

  static void gelu(LaneMatrix out, LaneMatrix slope, LaneMatrix x) {
    for (int t = 0; t < x.rows(); t++) {
      for (int j = 0; j < x.cols(); j++) {
        for (int lane = 0; lane < LANES; lane++) {
          gelu(out, slope, x, t, j, lane);
        }
      }
    }
  }

  private static void gelu(LaneMatrix out, LaneMatrix slope, LaneMatrix m, int t, int j, int lane) {
    float x = m.get(t, j, lane);
    float square = x * x;
    float e = Elementary.exp(Math.abs(x) * Math.fma(square, -GELU_3, -GELU_1));
    float high = 1f / (1f + e);
    float low = e * high;
    float logistic = x < 0f ? low : high;
    float dz = Math.fma(square, GELU_SLOPE_3, GELU_1);
    // x is read before either is written: out or slope may be the same matrix
    out.set(t, j, lane, x * logistic);
    slope.set(t, j, lane, Math.fma(x * (low * high), dz, logistic));
  }

  static void relu(LaneMatrix out, LaneMatrix slope, LaneMatrix m) {
    for (int t = 0; t < m.rows(); t++) {
      for (int j = 0; j < m.cols(); j++) {
        for (int lane = 0; lane < LANES; lane++) {
          float x = m.get(t, j, lane);
          out.set(t, j, lane, x < 0f ? 0f : x);
          slope.set(t, j, lane, x > 0f ? 1f : 0f);
        }
      }
    }
  }
}
