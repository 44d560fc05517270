package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/** The scalar twin of {@link VectorUnit}. */
final class ScalarUnit {

  /** What is added to a length. */
  static final float EPSILON = 1e-16f;

  private ScalarUnit() {}

  static void unit(LaneMatrix out, LaneMatrix factor, LaneMatrix x, float scale) {
    for (int t = 0; t < x.rows(); t++) {
      for (int lane = 0; lane < LANES; lane++) {
        float squares = 0f;
        for (int j = 0; j < x.cols(); j++) {
          squares = Math.fma(x.get(t, j, lane), x.get(t, j, lane), squares);
        }
        float f = squares < Float.MIN_NORMAL ? 0f : scale / ((float) Math.sqrt(squares) + EPSILON);
        factor.set(t, 0, lane, f);
        for (int j = 0; j < x.cols(); j++) {
          out.set(t, j, lane, x.get(t, j, lane) * f);
        }
      }
    }
  }

  // forward was y = s x / |x|, so dx = (dy - y ⟨y, dy⟩ / s²) s / |x|
  static void gradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix out, LaneMatrix factor, float scale) {
    float minus = -1f / (scale * scale);
    for (int t = 0; t < dx.rows(); t++) {
      for (int lane = 0; lane < LANES; lane++) {
        float moment = 0f;
        for (int j = 0; j < dx.cols(); j++) {
          moment = Math.fma(out.get(t, j, lane), dy.get(t, j, lane), moment);
        }
        float slope = moment * minus;
        for (int j = 0; j < dx.cols(); j++) {
          float d = Math.fma(out.get(t, j, lane), slope, dy.get(t, j, lane));
          dx.set(t, j, lane, d * factor.get(t, 0, lane));
        }
      }
    }
  }
}
