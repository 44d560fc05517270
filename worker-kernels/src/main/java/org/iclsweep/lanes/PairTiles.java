package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.GROUP;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Pairs of rows by all columns for {@link VectorSweep}, where sums have two or four terms: too few
 * to pay for a tile. The terms of both rows stay in registers while the columns stream past.
 *
 * <pre>  out[r,c] = Σ_k a[r,k] b[k,c]   (add: out[r,c] + Σ_k ...)  </pre>
 */
final class PairTiles {

  private PairTiles() {}

  static void terms2(
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
      int cols,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int p0 = p + lane;
      int p1 = p0 + aRow;
      FloatVector a00 = FloatVector.fromArray(FLOATS, a, p0);
      FloatVector a01 = FloatVector.fromArray(FLOATS, a, p0 + aTerm);
      FloatVector a10 = FloatVector.fromArray(FLOATS, a, p1);
      FloatVector a11 = FloatVector.fromArray(FLOATS, a, p1 + aTerm);
      int o0 = o + lane;
      int o1 = o0 + outRow;
      int q0 = q + lane;
      int q1 = q0 + bTerm;
      for (int c = 0; c < cols; c++) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        if (add) {
          s0 = FloatVector.fromArray(FLOATS, out, o0);
          s1 = FloatVector.fromArray(FLOATS, out, o1);
        }
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        FloatVector b1 = FloatVector.fromArray(FLOATS, b, q1);
        a01.fma(b1, a00.fma(b0, s0)).intoArray(out, o0);
        a11.fma(b1, a10.fma(b0, s1)).intoArray(out, o1);
        o0 += outCol;
        o1 += outCol;
        q0 += bCol;
        q1 += bCol;
      }
    }
  }

  static void terms4(
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
      int cols,
      boolean add) {
    for (int lane = 0; lane < GROUP; lane += WIDTH) {
      int p0 = p + lane;
      int p1 = p0 + aRow;
      FloatVector a00 = FloatVector.fromArray(FLOATS, a, p0);
      FloatVector a01 = FloatVector.fromArray(FLOATS, a, p0 + aTerm);
      FloatVector a02 = FloatVector.fromArray(FLOATS, a, p0 + 2 * aTerm);
      FloatVector a03 = FloatVector.fromArray(FLOATS, a, p0 + 3 * aTerm);
      FloatVector a10 = FloatVector.fromArray(FLOATS, a, p1);
      FloatVector a11 = FloatVector.fromArray(FLOATS, a, p1 + aTerm);
      FloatVector a12 = FloatVector.fromArray(FLOATS, a, p1 + 2 * aTerm);
      FloatVector a13 = FloatVector.fromArray(FLOATS, a, p1 + 3 * aTerm);
      int o0 = o + lane;
      int o1 = o0 + outRow;
      int q0 = q + lane;
      int q1 = q0 + bTerm;
      int q2 = q1 + bTerm;
      int q3 = q2 + bTerm;
      for (int c = 0; c < cols; c++) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        if (add) {
          s0 = FloatVector.fromArray(FLOATS, out, o0);
          s1 = FloatVector.fromArray(FLOATS, out, o1);
        }
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, q0);
        FloatVector b1 = FloatVector.fromArray(FLOATS, b, q1);
        FloatVector b2 = FloatVector.fromArray(FLOATS, b, q2);
        FloatVector b3 = FloatVector.fromArray(FLOATS, b, q3);
        a03.fma(b3, a02.fma(b2, a01.fma(b1, a00.fma(b0, s0)))).intoArray(out, o0);
        a13.fma(b3, a12.fma(b2, a11.fma(b1, a10.fma(b0, s1)))).intoArray(out, o1);
        o0 += outCol;
        o1 += outCol;
        q0 += bCol;
        q1 += bCol;
        q2 += bCol;
        q3 += bCol;
      }
    }
  }
}
