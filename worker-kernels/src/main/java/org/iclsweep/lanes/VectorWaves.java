package org.iclsweep.lanes;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.iclsweep.lanes.Elementary.COS_0;
import static org.iclsweep.lanes.Elementary.COS_1;
import static org.iclsweep.lanes.Elementary.COS_2;
import static org.iclsweep.lanes.Elementary.SIN_0;
import static org.iclsweep.lanes.Elementary.SIN_1;
import static org.iclsweep.lanes.Elementary.SIN_2;
import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Sines and reciprocal roots, element by element. */
final class VectorWaves {

  private VectorWaves() {}

  static void sin(LaneMatrix out, LaneMatrix x) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        sin(out.data, out.index(r, c), x.data, x.index(r, c));
      }
    }
  }

  /** {@link Elementary#sin}. */
  private static void sin(float[] out, int o, float[] in, int p) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, in, p + lane);
      FloatVector t =
          x.fma(
              FloatVector.broadcast(FLOATS, Elementary.QUARTERS_IN_RADIAN),
              FloatVector.broadcast(FLOATS, Elementary.ROUND));
      IntVector quarters = t.reinterpretAsInts();
      FloatVector q = t.sub(Elementary.ROUND);
      x = q.fma(FloatVector.broadcast(FLOATS, Elementary.MINUS_QUARTER_HIGH), x);
      x = q.fma(FloatVector.broadcast(FLOATS, Elementary.MINUS_QUARTER_MIDDLE), x);
      x = q.fma(FloatVector.broadcast(FLOATS, Elementary.MINUS_QUARTER_LOW), x);
      FloatVector z = x.mul(x);
      IntVector sin =
          FloatVector.broadcast(FLOATS, SIN_2)
              .fma(z, FloatVector.broadcast(FLOATS, SIN_1))
              .fma(z, FloatVector.broadcast(FLOATS, SIN_0))
              .mul(z)
              .fma(x, x)
              .reinterpretAsInts();
      IntVector cos =
          FloatVector.broadcast(FLOATS, COS_2)
              .fma(z, FloatVector.broadcast(FLOATS, COS_1))
              .fma(z, FloatVector.broadcast(FLOATS, COS_0))
              .mul(z)
              .fma(
                  z, z.fma(FloatVector.broadcast(FLOATS, -0.5f), FloatVector.broadcast(FLOATS, 1f)))
              .reinterpretAsInts();
      // odd numbers of quarters take the cosine; bit 1 moves to the sign
      IntVector odd = quarters.lanewise(AND, 1).neg();
      IntVector sign = quarters.lanewise(AND, 2).lanewise(LSHL, 30);
      sin.lanewise(XOR, sin.lanewise(XOR, cos).lanewise(AND, odd))
          .lanewise(XOR, sign)
          .reinterpretAsFloats()
          .intoArray(out, o + lane);
    }
  }

  static void reciprocalRoot(LaneMatrix out, LaneMatrix x, float scale) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        reciprocalRoot(out.data, out.index(r, c), x.data, x.index(r, c), scale);
      }
    }
  }

  private static void reciprocalRoot(float[] out, int o, float[] in, int p, float scale) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector root = FloatVector.fromArray(FLOATS, in, p + lane).sqrt();
      FloatVector.broadcast(FLOATS, scale).div(root).intoArray(out, o + lane);
    }
  }
}
