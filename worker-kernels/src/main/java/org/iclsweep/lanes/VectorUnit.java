package org.iclsweep.lanes;

import static jdk.incubator.vector.VectorOperators.LT;
import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Rows of one length, one register of tasks at a time. */
final class VectorUnit {

  private VectorUnit() {}

  static void unit(LaneMatrix out, LaneMatrix factor, LaneMatrix x, float scale) {
    for (int t = 0; t < x.rows(); t++) {
      for (int k = 0; k < LANES; k += WIDTH) {
        factor(factor.data, factor.index(t, 0) + k, x, x.index(t, 0) + k, scale);
      }
    }
    for (int t = 0; t < x.rows(); t++) {
      for (int k = 0; k < LANES; k += WIDTH) {
        multiples(out, out.index(t, 0) + k, factor.data, factor.index(t, 0) + k, x, t, k);
      }
    }
  }

  private static void factor(float[] factor, int f, LaneMatrix x, int p, float scale) {
    FloatVector squares = FloatVector.zero(FLOATS);
    for (int j = 0; j < x.cols(); j++) {
      FloatVector element = FloatVector.fromArray(FLOATS, x.data, p + j * x.colStride);
      squares = element.fma(element, squares);
    }
    FloatVector.broadcast(FLOATS, scale)
        .div(squares.sqrt().add(ScalarUnit.EPSILON))
        .blend(0f, squares.compare(LT, Float.MIN_NORMAL))
        .intoArray(factor, f);
  }

  private static void multiples(
      LaneMatrix out, int o, float[] factor, int f, LaneMatrix x, int t, int k) {
    FloatVector times = FloatVector.fromArray(FLOATS, factor, f);
    int p = x.index(t, 0) + k;
    for (int j = 0; j < x.cols(); j++) {
      FloatVector.fromArray(FLOATS, x.data, p + j * x.colStride)
          .mul(times)
          .intoArray(out.data, o + j * out.colStride);
    }
  }

  static void gradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix out, LaneMatrix factor, float scale) {
    float minus = -1f / (scale * scale);
    for (int t = 0; t < dx.rows(); t++) {
      for (int k = 0; k < LANES; k += WIDTH) {
        gradientRow(dx, dy, out, factor.data, factor.index(t, 0) + k, t, k, minus);
      }
    }
  }

  // forward was y = s x / |x|, so dx = (dy - y ⟨y, dy⟩ / s²) s / |x|
  private static void gradientRow(
      LaneMatrix dx,
      LaneMatrix dy,
      LaneMatrix out,
      float[] factor,
      int f,
      int t,
      int k,
      float minus) {
    int o = dx.index(t, 0) + k;
    int d = dy.index(t, 0) + k;
    int y = out.index(t, 0) + k;
    FloatVector moment = FloatVector.zero(FLOATS);
    for (int j = 0; j < dx.cols(); j++) {
      moment =
          FloatVector.fromArray(FLOATS, out.data, y + j * out.colStride)
              .fma(FloatVector.fromArray(FLOATS, dy.data, d + j * dy.colStride), moment);
    }
    FloatVector slope = moment.mul(minus);
    FloatVector times = FloatVector.fromArray(FLOATS, factor, f);
    for (int j = 0; j < dx.cols(); j++) {
      FloatVector.fromArray(FLOATS, out.data, y + j * out.colStride)
          .fma(slope, FloatVector.fromArray(FLOATS, dy.data, d + j * dy.colStride))
          .mul(times)
          .intoArray(dx.data, o + j * dx.colStride);
    }
  }
}
