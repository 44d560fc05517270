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

import jdk.incubator.vector.FloatVector;

/**
 * Softmax over the columns of each row, one register of tasks at a time.
 *
 * <p>The distance of two columns is a constant here, which saves a third of the time; views where
 * it is another go to the scalar twin.
 */
final class VectorSoftmax {

  private VectorSoftmax() {}

  static void softmax(LaneMatrix out, LaneMatrix x) {
    if (!(out.packed() && x.packed())) {
      ScalarSoftmax.softmax(out, x);
      return;
    }
    for (int t = 0; t < out.rows(); t++) {
      int o = out.index(t, 0);
      int p = x.index(t, 0);
      for (int k = 0; k < LANES; k += WIDTH) {
        row(out.data, o + k, x.data, p + k, out.cols() * LANES);
      }
    }
  }

  private static void row(float[] out, int o, float[] x, int p, int length) {
    FloatVector max = FloatVector.fromArray(FLOATS, x, p);
    for (int s = LANES; s < length; s += LANES) {
      FloatVector next = FloatVector.fromArray(FLOATS, x, p + s);
      max = max.blend(next, next.compare(GT, max));
    }
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int s = 0; s < length; s += LANES) {
      FloatVector d = FloatVector.fromArray(FLOATS, x, p + s).sub(max);
      // Elementary.exp(d)
      FloatVector y = d.blend(EXP_LEAST, d.compare(LT, EXP_LEAST));
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
      e.intoArray(out, o + s);
      sum = sum.add(e);
    }
    FloatVector inverse = FloatVector.broadcast(FLOATS, 1f).div(sum);
    for (int s = 0; s < length; s += LANES) {
      FloatVector.fromArray(FLOATS, out, o + s).mul(inverse).intoArray(out, o + s);
    }
  }

  static void gradient(LaneMatrix dx, LaneMatrix p, LaneMatrix dp) {
    if (!(dx.packed() && p.packed() && dp.packed())) {
      ScalarSoftmax.gradient(dx, p, dp);
      return;
    }
    for (int t = 0; t < dx.rows(); t++) {
      int o = dx.index(t, 0);
      int i = p.index(t, 0);
      int j = dp.index(t, 0);
      for (int k = 0; k < LANES; k += WIDTH) {
        gradientRow(dx.data, o + k, p.data, i + k, dp.data, j + k, dx.cols() * LANES);
      }
    }
  }

  // forward was p[s] = e^x[s] / Σ_r e^x[r], so dx[s] = p[s] (dp[s] - Σ_r p[r] dp[r])
  private static void gradientRow(
      float[] dx, int o, float[] p, int i, float[] dp, int j, int length) {
    FloatVector mean = FloatVector.zero(FLOATS);
    for (int s = 0; s < length; s += LANES) {
      mean =
          FloatVector.fromArray(FLOATS, p, i + s)
              .fma(FloatVector.fromArray(FLOATS, dp, j + s), mean);
    }
    for (int s = 0; s < length; s += LANES) {
      FloatVector.fromArray(FLOATS, dp, j + s)
          .sub(mean)
          .mul(FloatVector.fromArray(FLOATS, p, i + s))
          .intoArray(dx, o + s);
    }
  }
}
