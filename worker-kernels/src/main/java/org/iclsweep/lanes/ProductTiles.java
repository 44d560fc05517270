package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.GROUP;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of one to four output features by the four groups of lanes for {@link VectorProduct},
 * otherwise as {@link TallTiles}.
 *
 * <pre>  out[r, group] = Σ_c w[r,c] x[c, group]   (add: out[r, group] + Σ_c ...)  </pre>
 */
final class ProductTiles {

  private ProductTiles() {}

  static void features4(
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
      int terms,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int o0 = o + lane;
      int o1 = o0 + outStep;
      int o2 = o1 + outStep;
      int o3 = o2 + outStep;
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
      FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
      FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
      FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, o0);
        s01 = FloatVector.fromArray(FLOATS, out, o0 + outGroup);
        s02 = FloatVector.fromArray(FLOATS, out, o0 + 2 * outGroup);
        s03 = FloatVector.fromArray(FLOATS, out, o0 + 3 * outGroup);
        s10 = FloatVector.fromArray(FLOATS, out, o1);
        s11 = FloatVector.fromArray(FLOATS, out, o1 + outGroup);
        s12 = FloatVector.fromArray(FLOATS, out, o1 + 2 * outGroup);
        s13 = FloatVector.fromArray(FLOATS, out, o1 + 3 * outGroup);
        s20 = FloatVector.fromArray(FLOATS, out, o2);
        s21 = FloatVector.fromArray(FLOATS, out, o2 + outGroup);
        s22 = FloatVector.fromArray(FLOATS, out, o2 + 2 * outGroup);
        s23 = FloatVector.fromArray(FLOATS, out, o2 + 3 * outGroup);
        s30 = FloatVector.fromArray(FLOATS, out, o3);
        s31 = FloatVector.fromArray(FLOATS, out, o3 + outGroup);
        s32 = FloatVector.fromArray(FLOATS, out, o3 + 2 * outGroup);
        s33 = FloatVector.fromArray(FLOATS, out, o3 + 3 * outGroup);
      }
      int q0 = q + lane;
      int q1 = q0 + xGroup;
      int q2 = q1 + xGroup;
      int q3 = q2 + xGroup;
      int v0 = v;
      int v1 = v0 + wRow;
      int v2 = v1 + wRow;
      int v3 = v2 + wRow;
      for (int k = 0; k < terms; k++) {
        FloatVector x0 = FloatVector.fromArray(FLOATS, x, q0);
        FloatVector x1 = FloatVector.fromArray(FLOATS, x, q1);
        FloatVector x2 = FloatVector.fromArray(FLOATS, x, q2);
        FloatVector x3 = FloatVector.fromArray(FLOATS, x, q3);
        FloatVector w0 = FloatVector.broadcast(FLOATS, w[v0]);
        s00 = w0.fma(x0, s00);
        s01 = w0.fma(x1, s01);
        s02 = w0.fma(x2, s02);
        s03 = w0.fma(x3, s03);
        FloatVector w1 = FloatVector.broadcast(FLOATS, w[v1]);
        s10 = w1.fma(x0, s10);
        s11 = w1.fma(x1, s11);
        s12 = w1.fma(x2, s12);
        s13 = w1.fma(x3, s13);
        FloatVector w2 = FloatVector.broadcast(FLOATS, w[v2]);
        s20 = w2.fma(x0, s20);
        s21 = w2.fma(x1, s21);
        s22 = w2.fma(x2, s22);
        s23 = w2.fma(x3, s23);
        FloatVector w3 = FloatVector.broadcast(FLOATS, w[v3]);
        s30 = w3.fma(x0, s30);
        s31 = w3.fma(x1, s31);
        s32 = w3.fma(x2, s32);
        s33 = w3.fma(x3, s33);
        v0 += wTerm;
        v1 += wTerm;
        v2 += wTerm;
        v3 += wTerm;
        q0 += xTerm;
        q1 += xTerm;
        q2 += xTerm;
        q3 += xTerm;
      }
      s00.intoArray(out, o0);
      s01.intoArray(out, o0 + outGroup);
      s02.intoArray(out, o0 + 2 * outGroup);
      s03.intoArray(out, o0 + 3 * outGroup);
      s10.intoArray(out, o1);
      s11.intoArray(out, o1 + outGroup);
      s12.intoArray(out, o1 + 2 * outGroup);
      s13.intoArray(out, o1 + 3 * outGroup);
      s20.intoArray(out, o2);
      s21.intoArray(out, o2 + outGroup);
      s22.intoArray(out, o2 + 2 * outGroup);
      s23.intoArray(out, o2 + 3 * outGroup);
      s30.intoArray(out, o3);
      s31.intoArray(out, o3 + outGroup);
      s32.intoArray(out, o3 + 2 * outGroup);
      s33.intoArray(out, o3 + 3 * outGroup);
    }
  }

  static void features3(
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
      int terms,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int o0 = o + lane;
      int o1 = o0 + outStep;
      int o2 = o1 + outStep;
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
      FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
      FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, o0);
        s01 = FloatVector.fromArray(FLOATS, out, o0 + outGroup);
        s02 = FloatVector.fromArray(FLOATS, out, o0 + 2 * outGroup);
        s03 = FloatVector.fromArray(FLOATS, out, o0 + 3 * outGroup);
        s10 = FloatVector.fromArray(FLOATS, out, o1);
        s11 = FloatVector.fromArray(FLOATS, out, o1 + outGroup);
        s12 = FloatVector.fromArray(FLOATS, out, o1 + 2 * outGroup);
        s13 = FloatVector.fromArray(FLOATS, out, o1 + 3 * outGroup);
        s20 = FloatVector.fromArray(FLOATS, out, o2);
        s21 = FloatVector.fromArray(FLOATS, out, o2 + outGroup);
        s22 = FloatVector.fromArray(FLOATS, out, o2 + 2 * outGroup);
        s23 = FloatVector.fromArray(FLOATS, out, o2 + 3 * outGroup);
      }
      int q0 = q + lane;
      int q1 = q0 + xGroup;
      int q2 = q1 + xGroup;
      int q3 = q2 + xGroup;
      int v0 = v;
      int v1 = v0 + wRow;
      int v2 = v1 + wRow;
      for (int k = 0; k < terms; k++) {
        FloatVector x0 = FloatVector.fromArray(FLOATS, x, q0);
        FloatVector x1 = FloatVector.fromArray(FLOATS, x, q1);
        FloatVector x2 = FloatVector.fromArray(FLOATS, x, q2);
        FloatVector x3 = FloatVector.fromArray(FLOATS, x, q3);
        FloatVector w0 = FloatVector.broadcast(FLOATS, w[v0]);
        s00 = w0.fma(x0, s00);
        s01 = w0.fma(x1, s01);
        s02 = w0.fma(x2, s02);
        s03 = w0.fma(x3, s03);
        FloatVector w1 = FloatVector.broadcast(FLOATS, w[v1]);
        s10 = w1.fma(x0, s10);
        s11 = w1.fma(x1, s11);
        s12 = w1.fma(x2, s12);
        s13 = w1.fma(x3, s13);
        FloatVector w2 = FloatVector.broadcast(FLOATS, w[v2]);
        s20 = w2.fma(x0, s20);
        s21 = w2.fma(x1, s21);
        s22 = w2.fma(x2, s22);
        s23 = w2.fma(x3, s23);
        v0 += wTerm;
        v1 += wTerm;
        v2 += wTerm;
        q0 += xTerm;
        q1 += xTerm;
        q2 += xTerm;
        q3 += xTerm;
      }
      s00.intoArray(out, o0);
      s01.intoArray(out, o0 + outGroup);
      s02.intoArray(out, o0 + 2 * outGroup);
      s03.intoArray(out, o0 + 3 * outGroup);
      s10.intoArray(out, o1);
      s11.intoArray(out, o1 + outGroup);
      s12.intoArray(out, o1 + 2 * outGroup);
      s13.intoArray(out, o1 + 3 * outGroup);
      s20.intoArray(out, o2);
      s21.intoArray(out, o2 + outGroup);
      s22.intoArray(out, o2 + 2 * outGroup);
      s23.intoArray(out, o2 + 3 * outGroup);
    }
  }

  static void features2(
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
      int terms,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int o0 = o + lane;
      int o1 = o0 + outStep;
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
      FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, o0);
        s01 = FloatVector.fromArray(FLOATS, out, o0 + outGroup);
        s02 = FloatVector.fromArray(FLOATS, out, o0 + 2 * outGroup);
        s03 = FloatVector.fromArray(FLOATS, out, o0 + 3 * outGroup);
        s10 = FloatVector.fromArray(FLOATS, out, o1);
        s11 = FloatVector.fromArray(FLOATS, out, o1 + outGroup);
        s12 = FloatVector.fromArray(FLOATS, out, o1 + 2 * outGroup);
        s13 = FloatVector.fromArray(FLOATS, out, o1 + 3 * outGroup);
      }
      int q0 = q + lane;
      int q1 = q0 + xGroup;
      int q2 = q1 + xGroup;
      int q3 = q2 + xGroup;
      int v0 = v;
      int v1 = v0 + wRow;
      for (int k = 0; k < terms; k++) {
        FloatVector x0 = FloatVector.fromArray(FLOATS, x, q0);
        FloatVector x1 = FloatVector.fromArray(FLOATS, x, q1);
        FloatVector x2 = FloatVector.fromArray(FLOATS, x, q2);
        FloatVector x3 = FloatVector.fromArray(FLOATS, x, q3);
        FloatVector w0 = FloatVector.broadcast(FLOATS, w[v0]);
        s00 = w0.fma(x0, s00);
        s01 = w0.fma(x1, s01);
        s02 = w0.fma(x2, s02);
        s03 = w0.fma(x3, s03);
        FloatVector w1 = FloatVector.broadcast(FLOATS, w[v1]);
        s10 = w1.fma(x0, s10);
        s11 = w1.fma(x1, s11);
        s12 = w1.fma(x2, s12);
        s13 = w1.fma(x3, s13);
        v0 += wTerm;
        v1 += wTerm;
        q0 += xTerm;
        q1 += xTerm;
        q2 += xTerm;
        q3 += xTerm;
      }
      s00.intoArray(out, o0);
      s01.intoArray(out, o0 + outGroup);
      s02.intoArray(out, o0 + 2 * outGroup);
      s03.intoArray(out, o0 + 3 * outGroup);
      s10.intoArray(out, o1);
      s11.intoArray(out, o1 + outGroup);
      s12.intoArray(out, o1 + 2 * outGroup);
      s13.intoArray(out, o1 + 3 * outGroup);
    }
  }

  static void features1(
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
      int terms,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int o0 = o + lane;
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, o0);
        s01 = FloatVector.fromArray(FLOATS, out, o0 + outGroup);
        s02 = FloatVector.fromArray(FLOATS, out, o0 + 2 * outGroup);
        s03 = FloatVector.fromArray(FLOATS, out, o0 + 3 * outGroup);
      }
      int q0 = q + lane;
      int q1 = q0 + xGroup;
      int q2 = q1 + xGroup;
      int q3 = q2 + xGroup;
      int v0 = v;
      for (int k = 0; k < terms; k++) {
        FloatVector x0 = FloatVector.fromArray(FLOATS, x, q0);
        FloatVector x1 = FloatVector.fromArray(FLOATS, x, q1);
        FloatVector x2 = FloatVector.fromArray(FLOATS, x, q2);
        FloatVector x3 = FloatVector.fromArray(FLOATS, x, q3);
        FloatVector w0 = FloatVector.broadcast(FLOATS, w[v0]);
        s00 = w0.fma(x0, s00);
        s01 = w0.fma(x1, s01);
        s02 = w0.fma(x2, s02);
        s03 = w0.fma(x3, s03);
        v0 += wTerm;
        q0 += xTerm;
        q1 += xTerm;
        q2 += xTerm;
        q3 += xTerm;
      }
      s00.intoArray(out, o0);
      s01.intoArray(out, o0 + outGroup);
      s02.intoArray(out, o0 + 2 * outGroup);
      s03.intoArray(out, o0 + 3 * outGroup);
    }
  }
}
