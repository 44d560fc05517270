package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.GROUP;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of four rows for {@link VectorSweep}: the sums of 4 x 4, 4 x 3 or 4 x 2 outputs stay in
 * registers while their terms stream past.
 *
 * <pre>  out[r,c] = Σ_k a[r,k] b[k,c]   (add: out[r,c] + Σ_k ...)  </pre>
 *
 * <p>Each shape is a method of its own, written out: the compiler keeps vectors in registers only
 * as local variables of a small method. Every row and column has an index that moves on by a term,
 * since that costs fewer instructions than multiples of strides.
 */
final class TallTiles {

  private TallTiles() {}

  static void tile4x4(
      float[] out,
      int o,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aRow,
      int aTerm,
      float[] b,
      int q,
      int bCol,
      int bTerm,
      int terms,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int o0 = o + lane;
      int o1 = o0 + outRow;
      int o2 = o1 + outRow;
      int o3 = o2 + outRow;
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
      FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
      FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
      FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, o0);
        s01 = FloatVector.fromArray(FLOATS, out, o0 + outCol);
        s02 = FloatVector.fromArray(FLOATS, out, o0 + 2 * outCol);
        s03 = FloatVector.fromArray(FLOATS, out, o0 + 3 * outCol);
        s10 = FloatVector.fromArray(FLOATS, out, o1);
        s11 = FloatVector.fromArray(FLOATS, out, o1 + outCol);
        s12 = FloatVector.fromArray(FLOATS, out, o1 + 2 * outCol);
        s13 = FloatVector.fromArray(FLOATS, out, o1 + 3 * outCol);
        s20 = FloatVector.fromArray(FLOATS, out, o2);
        s21 = FloatVector.fromArray(FLOATS, out, o2 + outCol);
        s22 = FloatVector.fromArray(FLOATS, out, o2 + 2 * outCol);
        s23 = FloatVector.fromArray(FLOATS, out, o2 + 3 * outCol);
        s30 = FloatVector.fromArray(FLOATS, out, o3);
        s31 = FloatVector.fromArray(FLOATS, out, o3 + outCol);
        s32 = FloatVector.fromArray(FLOATS, out, o3 + 2 * outCol);
        s33 = FloatVector.fromArray(FLOATS, out, o3 + 3 * outCol);
      }
      int p0 = p + lane;
      int p1 = p0 + aRow;
      int p2 = p1 + aRow;
      int p3 = p2 + aRow;
      int q0 = q + lane;
      int q1 = q0 + bCol;
      int q2 = q1 + bCol;
      int q3 = q2 + bCol;
      for (int k = 0; k < terms; k++) {
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        FloatVector b1 = FloatVector.fromArray(FLOATS, b, q1);
        FloatVector b2 = FloatVector.fromArray(FLOATS, b, q2);
        FloatVector b3 = FloatVector.fromArray(FLOATS, b, q3);
        FloatVector a0 = FloatVector.fromArray(FLOATS, a, p0);
        s00 = a0.fma(b0, s00);
        s01 = a0.fma(b1, s01);
        s02 = a0.fma(b2, s02);
        s03 = a0.fma(b3, s03);
        FloatVector a1 = FloatVector.fromArray(FLOATS, a, p1);
        s10 = a1.fma(b0, s10);
        s11 = a1.fma(b1, s11);
        s12 = a1.fma(b2, s12);
        s13 = a1.fma(b3, s13);
        FloatVector a2 = FloatVector.fromArray(FLOATS, a, p2);
        s20 = a2.fma(b0, s20);
        s21 = a2.fma(b1, s21);
        s22 = a2.fma(b2, s22);
        s23 = a2.fma(b3, s23);
        FloatVector a3 = FloatVector.fromArray(FLOATS, a, p3);
        s30 = a3.fma(b0, s30);
        s31 = a3.fma(b1, s31);
        s32 = a3.fma(b2, s32);
        s33 = a3.fma(b3, s33);
        p0 += aTerm;
        p1 += aTerm;
        p2 += aTerm;
        p3 += aTerm;
        q0 += bTerm;
        q1 += bTerm;
        q2 += bTerm;
        q3 += bTerm;
      }
      s00.intoArray(out, o0);
      s01.intoArray(out, o0 + outCol);
      s02.intoArray(out, o0 + 2 * outCol);
      s03.intoArray(out, o0 + 3 * outCol);
      s10.intoArray(out, o1);
      s11.intoArray(out, o1 + outCol);
      s12.intoArray(out, o1 + 2 * outCol);
      s13.intoArray(out, o1 + 3 * outCol);
      s20.intoArray(out, o2);
      s21.intoArray(out, o2 + outCol);
      s22.intoArray(out, o2 + 2 * outCol);
      s23.intoArray(out, o2 + 3 * outCol);
      s30.intoArray(out, o3);
      s31.intoArray(out, o3 + outCol);
      s32.intoArray(out, o3 + 2 * outCol);
      s33.intoArray(out, o3 + 3 * outCol);
    }
  }

  static void tile4x3(
      float[] out,
      int o,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aRow,
      int aTerm,
      float[] b,
      int q,
      int bCol,
      int bTerm,
      int terms,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int o0 = o + lane;
      int o1 = o0 + outRow;
      int o2 = o1 + outRow;
      int o3 = o2 + outRow;
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero, s02 = zero;
      FloatVector s10 = zero, s11 = zero, s12 = zero;
      FloatVector s20 = zero, s21 = zero, s22 = zero;
      FloatVector s30 = zero, s31 = zero, s32 = zero;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, o0);
        s01 = FloatVector.fromArray(FLOATS, out, o0 + outCol);
        s02 = FloatVector.fromArray(FLOATS, out, o0 + 2 * outCol);
        s10 = FloatVector.fromArray(FLOATS, out, o1);
        s11 = FloatVector.fromArray(FLOATS, out, o1 + outCol);
        s12 = FloatVector.fromArray(FLOATS, out, o1 + 2 * outCol);
        s20 = FloatVector.fromArray(FLOATS, out, o2);
        s21 = FloatVector.fromArray(FLOATS, out, o2 + outCol);
        s22 = FloatVector.fromArray(FLOATS, out, o2 + 2 * outCol);
        s30 = FloatVector.fromArray(FLOATS, out, o3);
        s31 = FloatVector.fromArray(FLOATS, out, o3 + outCol);
        s32 = FloatVector.fromArray(FLOATS, out, o3 + 2 * outCol);
      }
      int p0 = p + lane;
      int p1 = p0 + aRow;
      int p2 = p1 + aRow;
      int p3 = p2 + aRow;
      int q0 = q + lane;
      int q1 = q0 + bCol;
      int q2 = q1 + bCol;
      for (int k = 0; k < terms; k++) {
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        FloatVector b1 = FloatVector.fromArray(FLOATS, b, q1);
        FloatVector b2 = FloatVector.fromArray(FLOATS, b, q2);
        FloatVector a0 = FloatVector.fromArray(FLOATS, a, p0);
        s00 = a0.fma(b0, s00);
        s01 = a0.fma(b1, s01);
        s02 = a0.fma(b2, s02);
        FloatVector a1 = FloatVector.fromArray(FLOATS, a, p1);
        s10 = a1.fma(b0, s10);
        s11 = a1.fma(b1, s11);
        s12 = a1.fma(b2, s12);
        FloatVector a2 = FloatVector.fromArray(FLOATS, a, p2);
        s20 = a2.fma(b0, s20);
        s21 = a2.fma(b1, s21);
        s22 = a2.fma(b2, s22);
        FloatVector a3 = FloatVector.fromArray(FLOATS, a, p3);
        s30 = a3.fma(b0, s30);
        s31 = a3.fma(b1, s31);
        s32 = a3.fma(b2, s32);
        p0 += aTerm;
        p1 += aTerm;
        p2 += aTerm;
        p3 += aTerm;
        q0 += bTerm;
        q1 += bTerm;
        q2 += bTerm;
      }
      s00.intoArray(out, o0);
      s01.intoArray(out, o0 + outCol);
      s02.intoArray(out, o0 + 2 * outCol);
      s10.intoArray(out, o1);
      s11.intoArray(out, o1 + outCol);
      s12.intoArray(out, o1 + 2 * outCol);
      s20.intoArray(out, o2);
      s21.intoArray(out, o2 + outCol);
      s22.intoArray(out, o2 + 2 * outCol);
      s30.intoArray(out, o3);
      s31.intoArray(out, o3 + outCol);
      s32.intoArray(out, o3 + 2 * outCol);
    }
  }

  static void tile4x2(
      float[] out,
      int o,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aRow,
      int aTerm,
      float[] b,
      int q,
      int bCol,
      int bTerm,
      int terms,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int o0 = o + lane;
      int o1 = o0 + outRow;
      int o2 = o1 + outRow;
      int o3 = o2 + outRow;
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero;
      FloatVector s10 = zero, s11 = zero;
      FloatVector s20 = zero, s21 = zero;
      FloatVector s30 = zero, s31 = zero;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, o0);
        s01 = FloatVector.fromArray(FLOATS, out, o0 + outCol);
        s10 = FloatVector.fromArray(FLOATS, out, o1);
        s11 = FloatVector.fromArray(FLOATS, out, o1 + outCol);
        s20 = FloatVector.fromArray(FLOATS, out, o2);
        s21 = FloatVector.fromArray(FLOATS, out, o2 + outCol);
        s30 = FloatVector.fromArray(FLOATS, out, o3);
        s31 = FloatVector.fromArray(FLOATS, out, o3 + outCol);
      }
      int p0 = p + lane;
      int p1 = p0 + aRow;
      int p2 = p1 + aRow;
      int p3 = p2 + aRow;
      int q0 = q + lane;
      int q1 = q0 + bCol;
      for (int k = 0; k < terms; k++) {
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        FloatVector b1 = FloatVector.fromArray(FLOATS, b, q1);
        FloatVector a0 = FloatVector.fromArray(FLOATS, a, p0);
        s00 = a0.fma(b0, s00);
        s01 = a0.fma(b1, s01);
        FloatVector a1 = FloatVector.fromArray(FLOATS, a, p1);
        s10 = a1.fma(b0, s10);
        s11 = a1.fma(b1, s11);
        FloatVector a2 = FloatVector.fromArray(FLOATS, a, p2);
        s20 = a2.fma(b0, s20);
        s21 = a2.fma(b1, s21);
        FloatVector a3 = FloatVector.fromArray(FLOATS, a, p3);
        s30 = a3.fma(b0, s30);
        s31 = a3.fma(b1, s31);
        p0 += aTerm;
        p1 += aTerm;
        p2 += aTerm;
        p3 += aTerm;
        q0 += bTerm;
        q1 += bTerm;
      }
      s00.intoArray(out, o0);
      s01.intoArray(out, o0 + outCol);
      s10.intoArray(out, o1);
      s11.intoArray(out, o1 + outCol);
      s20.intoArray(out, o2);
      s21.intoArray(out, o2 + outCol);
      s30.intoArray(out, o3);
      s31.intoArray(out, o3 + outCol);
    }
  }
}
