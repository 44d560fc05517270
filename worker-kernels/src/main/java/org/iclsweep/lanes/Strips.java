package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.shift;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * One column of outputs, one to four at a time, for all groups of lanes in one call: such
 * operations are so small that a call a group would cost more than the arithmetic.
 *
 * <pre>  out[r] = Σ_k a[r,k] b[k]   (add: out[r] + Σ_k ...)  </pre>
 */
final class Strips {

  private Strips() {}

  static void strip4(
      float[] out,
      int o,
      int outGroup,
      int outStep,
      float[] a,
      int p,
      int aGroup,
      int aStep,
      int aTerm,
      float[] b,
      int q,
      int bGroup,
      int bTerm,
      int terms,
      boolean add,
      int lanes) {
    for (int lane = 0; lane < lanes; lane += WIDTH) {
      int at = o + shift(lane, outGroup);
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s0 = zero;
      FloatVector s1 = zero;
      FloatVector s2 = zero;
      FloatVector s3 = zero;
      if (add) {
        s0 = FloatVector.fromArray(FLOATS, out, at);
        s1 = FloatVector.fromArray(FLOATS, out, at + outStep);
        s2 = FloatVector.fromArray(FLOATS, out, at + 2 * outStep);
        s3 = FloatVector.fromArray(FLOATS, out, at + 3 * outStep);
      }
      int p0 = p + shift(lane, aGroup);
      int p1 = p0 + aStep;
      int p2 = p1 + aStep;
      int p3 = p2 + aStep;
      int q0 = q + shift(lane, bGroup);
      for (int k = 0; k < terms; k++) {
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        s0 = b0.fma(FloatVector.fromArray(FLOATS, a, p0), s0);
        s1 = b0.fma(FloatVector.fromArray(FLOATS, a, p1), s1);
        s2 = b0.fma(FloatVector.fromArray(FLOATS, a, p2), s2);
        s3 = b0.fma(FloatVector.fromArray(FLOATS, a, p3), s3);
        p0 += aTerm;
        p1 += aTerm;
        p2 += aTerm;
        p3 += aTerm;
        q0 += bTerm;
      }
      s0.intoArray(out, at);
      s1.intoArray(out, at + outStep);
      s2.intoArray(out, at + 2 * outStep);
      s3.intoArray(out, at + 3 * outStep);
    }
  }

  static void strip3(
      float[] out,
      int o,
      int outGroup,
      int outStep,
      float[] a,
      int p,
      int aGroup,
      int aStep,
      int aTerm,
      float[] b,
      int q,
      int bGroup,
      int bTerm,
      int terms,
      boolean add,
      int lanes) {
    for (int lane = 0; lane < lanes; lane += WIDTH) {
      int at = o + shift(lane, outGroup);
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s0 = zero;
      FloatVector s1 = zero;
      FloatVector s2 = zero;
      if (add) {
        s0 = FloatVector.fromArray(FLOATS, out, at);
        s1 = FloatVector.fromArray(FLOATS, out, at + outStep);
        s2 = FloatVector.fromArray(FLOATS, out, at + 2 * outStep);
      }
      int p0 = p + shift(lane, aGroup);
      int p1 = p0 + aStep;
      int p2 = p1 + aStep;
      int q0 = q + shift(lane, bGroup);
      for (int k = 0; k < terms; k++) {
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        s0 = b0.fma(FloatVector.fromArray(FLOATS, a, p0), s0);
        s1 = b0.fma(FloatVector.fromArray(FLOATS, a, p1), s1);
        s2 = b0.fma(FloatVector.fromArray(FLOATS, a, p2), s2);
        p0 += aTerm;
        p1 += aTerm;
        p2 += aTerm;
        q0 += bTerm;
      }
      s0.intoArray(out, at);
      s1.intoArray(out, at + outStep);
      s2.intoArray(out, at + 2 * outStep);
    }
  }

  static void strip2(
      float[] out,
      int o,
      int outGroup,
      int outStep,
      float[] a,
      int p,
      int aGroup,
      int aStep,
      int aTerm,
      float[] b,
      int q,
      int bGroup,
      int bTerm,
      int terms,
      boolean add,
      int lanes) {
    for (int lane = 0; lane < lanes; lane += WIDTH) {
      int at = o + shift(lane, outGroup);
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s0 = zero;
      FloatVector s1 = zero;
      if (add) {
        s0 = FloatVector.fromArray(FLOATS, out, at);
        s1 = FloatVector.fromArray(FLOATS, out, at + outStep);
      }
      int p0 = p + shift(lane, aGroup);
      int p1 = p0 + aStep;
      int q0 = q + shift(lane, bGroup);
      for (int k = 0; k < terms; k++) {
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        s0 = b0.fma(FloatVector.fromArray(FLOATS, a, p0), s0);
        s1 = b0.fma(FloatVector.fromArray(FLOATS, a, p1), s1);
        p0 += aTerm;
        p1 += aTerm;
        q0 += bTerm;
      }
      s0.intoArray(out, at);
      s1.intoArray(out, at + outStep);
    }
  }

  static void strip1(
      float[] out,
      int o,
      int outGroup,
      float[] a,
      int p,
      int aGroup,
      int aTerm,
      float[] b,
      int q,
      int bGroup,
      int bTerm,
      int terms,
      boolean add,
      int lanes) {
    for (int lane = 0; lane < lanes; lane += WIDTH) {
      int at = o + shift(lane, outGroup);
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s0 = zero;
      if (add) {
        s0 = FloatVector.fromArray(FLOATS, out, at);
      }
      int p0 = p + shift(lane, aGroup);
      int q0 = q + shift(lane, bGroup);
      for (int k = 0; k < terms; k++) {
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        s0 = b0.fma(FloatVector.fromArray(FLOATS, a, p0), s0);
        p0 += aTerm;
        q0 += bTerm;
      }
      s0.intoArray(out, at);
    }
  }
}
