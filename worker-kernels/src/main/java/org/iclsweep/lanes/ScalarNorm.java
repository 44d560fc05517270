package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/** The scalar twin of {@link VectorNorm}. */
final class ScalarNorm {

  private ScalarNorm() {}

  static void layerNorm(
      LaneMatrix out,
      LaneMatrix normal,
      LaneMatrix inverse,
      LaneMatrix x,
      SharedMatrix scale,
      SharedMatrix offset,
      float epsilon) {
    for (int t = 0; t < x.rows(); t++) {
      for (int lane = 0; lane < LANES; lane++) {
        float factor = standardise(normal, x, t, lane, epsilon);
        inverse.set(t, 0, lane, factor);
        for (int j = 0; j < x.cols(); j++) {
          float z = normal.get(t, j, lane) * factor;
          normal.set(t, j, lane, z);
          out.set(t, j, lane, Math.fma(z, scale.get(0, j), offset.get(0, j)));
        }
      }
    }
  }

  /** Leaves the deviations from the mean in {@code normal}; returns 1 / σ. */
  private static float standardise(
      LaneMatrix normal, LaneMatrix x, int t, int lane, float epsilon) {
    int cols = x.cols();
    float sum = 0f;
    for (int j = 0; j < cols; j++) {
      sum += x.get(t, j, lane);
    }
    float mean = sum / cols;
    float squares = 0f;
    for (int j = 0; j < cols; j++) {
      float deviation = x.get(t, j, lane) - mean;
      normal.set(t, j, lane, deviation);
      squares = Math.fma(deviation, deviation, squares);
    }
    return 1f / (float) Math.sqrt(squares / cols + epsilon);
  }

  static void gradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix normal, LaneMatrix inverse, SharedMatrix scale) {
    for (int t = 0; t < dx.rows(); t++) {
      for (int lane = 0; lane < LANES; lane++) {
        gradient(dx, dy, normal, inverse.get(t, 0, lane), scale, t, lane);
      }
    }
  }

  private static void gradient(
      LaneMatrix dx,
      LaneMatrix dy,
      LaneMatrix normal,
      float inverse,
      SharedMatrix scale,
      int t,
      int lane) {
    int cols = dx.cols();
    float sum = 0f;
    float moment = 0f;
    for (int j = 0; j < cols; j++) {
      float g = dy.get(t, j, lane) * scale.get(0, j);
      sum += g;
      moment = Math.fma(g, normal.get(t, j, lane), moment);
    }
    float mean = sum / cols;
    float slope = moment / -cols;
    for (int j = 0; j < cols; j++) {
      float centred = Math.fma(dy.get(t, j, lane), scale.get(0, j), -mean);
      float d = Math.fma(normal.get(t, j, lane), slope, centred);
      dx.set(t, j, lane, Math.fma(d, inverse, dx.get(t, j, lane)));
    }
  }
}
