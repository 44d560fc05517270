package org.iclsweep.lanes;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.iclsweep.lanes.Elementary.EXP_1;
import static org.iclsweep.lanes.Elementary.EXP_2;
import static org.iclsweep.lanes.Elementary.EXP_3;
import static org.iclsweep.lanes.Elementary.EXP_4;
import static org.iclsweep.lanes.Elementary.EXP_5;
import static org.iclsweep.lanes.Elementary.EXP_LEAST;
import static org.iclsweep.lanes.Elementary.EXP_ROUND;
import static org.iclsweep.lanes.Elementary.LOG2_E;
import static org.iclsweep.lanes.Elementary.MINUS_LN2;
import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;
import static org.iclsweep.lanes.ScalarActivations.GELU_1;
import static org.iclsweep.lanes.ScalarActivations.GELU_3;
import static org.iclsweep.lanes.ScalarActivations.GELU_SLOPE_3;

import jdk.incubator.vector.FloatVector;

/**
 * Activation functions of a multi-layer perceptron, each with its slope, over runs of floats that
 * lie one after another: a row where the views allow it.
 */
final class VectorActivations {

  private VectorActivations() {}

  static void gelu(LaneMatrix out, LaneMatrix slope, LaneMatrix x) {
    int run = out.packed() && slope.packed() && x.packed() ? x.cols() : 1;
    for (int t = 0; t < x.rows(); t++) {
      for (int j = 0; j < x.cols(); j += run) {
        int o = out.index(t, j);
        int d = slope.index(t, j);
        int p = x.index(t, j);
        gelu(out.data, o, slope.data, d, x.data, p, run * LANES);
      }
    }
  }

  private static void gelu(
      float[] out, int o, float[] slope, int d, float[] in, int p, int length) {
    for (int k = 0; k < length; k += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, in, p + k);
      FloatVector square = x.mul(x);
      FloatVector a =
          square
              .fma(FloatVector.broadcast(FLOATS, -GELU_3), FloatVector.broadcast(FLOATS, -GELU_1))
              .mul(x.abs());
      // Elementary.exp(a)
      FloatVector y = a.blend(EXP_LEAST, a.compare(LT, EXP_LEAST));
      FloatVector n =
          y.fma(FloatVector.broadcast(FLOATS, LOG2_E), FloatVector.broadcast(FLOATS, EXP_ROUND));
      FloatVector power = n.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector r = n.sub(EXP_ROUND).fma(FloatVector.broadcast(FLOATS, MINUS_LN2), y);
      FloatVector e =
          FloatVector.broadcast(FLOATS, EXP_5)
              .fma(r, FloatVector.broadcast(FLOATS, EXP_4))
              .fma(r, FloatVector.broadcast(FLOATS, EXP_3))
              .fma(r, FloatVector.broadcast(FLOATS, EXP_2))
              .fma(r, FloatVector.broadcast(FLOATS, EXP_1))
              .fma(r.mul(power), power);
      FloatVector high = FloatVector.broadcast(FLOATS, 1f).div(e.add(1f));
      FloatVector low = e.mul(high);
      FloatVector logistic = high.blend(low, x.compare(LT, 0f));
      x.mul(logistic).intoArray(out, o + k);
      square
          .fma(FloatVector.broadcast(FLOATS, GELU_SLOPE_3), FloatVector.broadcast(FLOATS, GELU_1))
          .fma(x.mul(low.mul(high)), logistic)
          .intoArray(slope, d + k);
    }
  }

  static void relu(LaneMatrix out, LaneMatrix slope, LaneMatrix x) {
    int run = out.packed() && slope.packed() && x.packed() ? x.cols() : 1;
    for (int t = 0; t < x.rows(); t++) {
      for (int j = 0; j < x.cols(); j += run) {
        int o = out.index(t, j);
        int d = slope.index(t, j);
        int p = x.index(t, j);
        relu(out.data, o, slope.data, d, x.data, p, run * LANES);
      }
    }
  }

  private static void relu(
      float[] out, int o, float[] slope, int d, float[] in, int p, int length) {
    for (int k = 0; k < length; k += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, in, p + k);
      x.blend(0f, x.compare(LT, 0f)).intoArray(out, o + k);
      FloatVector.zero(FLOATS).blend(1f, x.compare(GT, 0f)).intoArray(slope, d + k);
    }
  }
}
