package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.GROUP;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * All output features of a token by the four groups of lanes for {@link VectorProduct}, where the
 * token has two or three features itself: too few to pay for a tile. The token stays in registers
 * while the weights stream past.
 *
 * <pre>  out[r, group] = Σ_c w[r,c] x[c, group]   (add: out[r, group] + Σ_c ...)  </pre>
 */
final class NarrowTiles {

  private NarrowTiles() {}

  static void terms2(
      float[] out,
      int o,
      int outStep,
      int outGroup,
      float[] w,
      int v,
      int wRow,
      int wTerm,
      float[] x,
      int q,
      int xTerm,
      int xGroup,
      int features,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int q0 = q + lane;
      int q1 = q0 + xTerm;
      FloatVector x00 = FloatVector.fromArray(FLOATS, x, q0);
      FloatVector x01 = FloatVector.fromArray(FLOATS, x, q0 + xGroup);
      FloatVector x02 = FloatVector.fromArray(FLOATS, x, q0 + 2 * xGroup);
      FloatVector x03 = FloatVector.fromArray(FLOATS, x, q0 + 3 * xGroup);
      FloatVector x10 = FloatVector.fromArray(FLOATS, x, q1);
      FloatVector x11 = FloatVector.fromArray(FLOATS, x, q1 + xGroup);
      FloatVector x12 = FloatVector.fromArray(FLOATS, x, q1 + 2 * xGroup);
      FloatVector x13 = FloatVector.fromArray(FLOATS, x, q1 + 3 * xGroup);
      int o0 = o + lane;
      int o1 = o0 + outGroup;
      int o2 = o1 + outGroup;
      int o3 = o2 + outGroup;
      int v0 = v;
      int v1 = v0 + wTerm;
      for (int r = 0; r < features; r++) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        if (add) {
          s0 = FloatVector.fromArray(FLOATS, out, o0);
          s1 = FloatVector.fromArray(FLOATS, out, o1);
          s2 = FloatVector.fromArray(FLOATS, out, o2);
          s3 = FloatVector.fromArray(FLOATS, out, o3);
        }
        FloatVector w0 = FloatVector.broadcast(FLOATS, w[v0]);
        FloatVector w1 = FloatVector.broadcast(FLOATS, w[v1]);
        w1.fma(x10, w0.fma(x00, s0)).intoArray(out, o0);
        w1.fma(x11, w0.fma(x01, s1)).intoArray(out, o1);
        w1.fma(x12, w0.fma(x02, s2)).intoArray(out, o2);
        w1.fma(x13, w0.fma(x03, s3)).intoArray(out, o3);
        v0 += wRow;
        v1 += wRow;
        o0 += outStep;
        o1 += outStep;
        o2 += outStep;
        o3 += outStep;
      }
    }
  }

  static void terms3(
      float[] out,
      int o,
      int outStep,
      int outGroup,
      float[] w,
      int v,
      int wRow,
      int wTerm,
      float[] x,
      int q,
      int xTerm,
      int xGroup,
      int features,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int q0 = q + lane;
      int q1 = q0 + xTerm;
      int q2 = q1 + xTerm;
      FloatVector x00 = FloatVector.fromArray(FLOATS, x, q0);
      FloatVector x01 = FloatVector.fromArray(FLOATS, x, q0 + xGroup);
      FloatVector x02 = FloatVector.fromArray(FLOATS, x, q0 + 2 * xGroup);
      FloatVector x03 = FloatVector.fromArray(FLOATS, x, q0 + 3 * xGroup);
      FloatVector x10 = FloatVector.fromArray(FLOATS, x, q1);
      FloatVector x11 = FloatVector.fromArray(FLOATS, x, q1 + xGroup);
      FloatVector x12 = FloatVector.fromArray(FLOATS, x, q1 + 2 * xGroup);
      FloatVector x13 = FloatVector.fromArray(FLOATS, x, q1 + 3 * xGroup);
      FloatVector x20 = FloatVector.fromArray(FLOATS, x, q2);
      FloatVector x21 = FloatVector.fromArray(FLOATS, x, q2 + xGroup);
      FloatVector x22 = FloatVector.fromArray(FLOATS, x, q2 + 2 * xGroup);
      FloatVector x23 = FloatVector.fromArray(FLOATS, x, q2 + 3 * xGroup);
      int o0 = o + lane;
      int o1 = o0 + outGroup;
      int o2 = o1 + outGroup;
      int o3 = o2 + outGroup;
      int v0 = v;
      int v1 = v0 + wTerm;
      int v2 = v1 + wTerm;
      for (int r = 0; r < features; r++) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        if (add) {
          s0 = FloatVector.fromArray(FLOATS, out, o0);
          s1 = FloatVector.fromArray(FLOATS, out, o1);
          s2 = FloatVector.fromArray(FLOATS, out, o2);
          s3 = FloatVector.fromArray(FLOATS, out, o3);
        }
        FloatVector w0 = FloatVector.broadcast(FLOATS, w[v0]);
        FloatVector w1 = FloatVector.broadcast(FLOATS, w[v1]);
        FloatVector w2 = FloatVector.broadcast(FLOATS, w[v2]);
        w2.fma(x20, w1.fma(x10, w0.fma(x00, s0))).intoArray(out, o0);
        w2.fma(x21, w1.fma(x11, w0.fma(x01, s1))).intoArray(out, o1);
        w2.fma(x22, w1.fma(x12, w0.fma(x02, s2))).intoArray(out, o2);
        w2.fma(x23, w1.fma(x13, w0.fma(x03, s3))).intoArray(out, o3);
        v0 += wRow;
        v1 += wRow;
        v2 += wRow;
        o0 += outStep;
        o1 += outStep;
        o2 += outStep;
        o3 += outStep;
      }
    }
  }
}
