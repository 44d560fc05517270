package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Lane-wise products of small matrices, in tiles of registers. A tile is a static method of its
 * own, so that its vectors stay in registers; the tile of 4 x 4 loads 8 registers for 16 fused
 * multiply-adds.
 */
final class VectorContraction {

  private VectorContraction() {}

  static void contract(LaneMatrix out, LaneMatrix a, LaneMatrix b, boolean add) {
    int fullRows = out.rows() & ~3;
    int fullCols = out.cols() & ~3;
    for (int i = 0; i < fullRows; i += 4) {
      for (int j = 0; j < fullCols; j += 4) {
        tile4x4(out, a, b, i, j, add);
      }
      for (int j = fullCols; j < out.cols(); j++) {
        // a·b = b·a to the bit, so a column of outputs is a row of the transposed product
        strip(
            out.data,
            out.index(i, j),
            out.rowStride,
            b.data,
            b.index(0, j),
            b.rowStride,
            a.data,
            a.index(i, 0),
            a.colStride,
            a.rowStride,
            a.cols(),
            add);
      }
    }
    for (int i = fullRows; i < out.rows(); i++) {
      for (int j = 0; j < fullCols; j += 4) {
        strip(
            out.data,
            out.index(i, j),
            out.colStride,
            a.data,
            a.index(i, 0),
            a.colStride,
            b.data,
            b.index(0, j),
            b.rowStride,
            b.colStride,
            a.cols(),
            add);
      }
      for (int j = fullCols; j < out.cols(); j++) {
        single(
            out.data,
            out.index(i, j),
            a.data,
            a.index(i, 0),
            a.colStride,
            b.data,
            b.index(0, j),
            b.rowStride,
            a.cols(),
            add);
      }
    }
  }

  /** out[i+p, j+q] for p, q in 0..3. */
  private static void tile4x4(
      LaneMatrix out, LaneMatrix a, LaneMatrix b, int i, int j, boolean add) {
    tile4x4(
        out.data,
        out.index(i, j),
        out.rowStride,
        out.colStride,
        a.data,
        a.index(i, 0),
        a.rowStride,
        a.colStride,
        b.data,
        b.index(0, j),
        b.rowStride,
        b.colStride,
        a.cols(),
        add);
  }

  private static void tile4x4(
      float[] out,
      int o,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aRow,
      int aCol,
      float[] b,
      int q,
      int bRow,
      int bCol,
      int terms,
      boolean add) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
      FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
      FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
      FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
      int at = o + lane;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, at);
        s01 = FloatVector.fromArray(FLOATS, out, at + outCol);
        s02 = FloatVector.fromArray(FLOATS, out, at + 2 * outCol);
        s03 = FloatVector.fromArray(FLOATS, out, at + 3 * outCol);
        s10 = FloatVector.fromArray(FLOATS, out, at + outRow);
        s11 = FloatVector.fromArray(FLOATS, out, at + outRow + outCol);
        s12 = FloatVector.fromArray(FLOATS, out, at + outRow + 2 * outCol);
        s13 = FloatVector.fromArray(FLOATS, out, at + outRow + 3 * outCol);
        s20 = FloatVector.fromArray(FLOATS, out, at + 2 * outRow);
        s21 = FloatVector.fromArray(FLOATS, out, at + 2 * outRow + outCol);
        s22 = FloatVector.fromArray(FLOATS, out, at + 2 * outRow + 2 * outCol);
        s23 = FloatVector.fromArray(FLOATS, out, at + 2 * outRow + 3 * outCol);
        s30 = FloatVector.fromArray(FLOATS, out, at + 3 * outRow);
        s31 = FloatVector.fromArray(FLOATS, out, at + 3 * outRow + outCol);
        s32 = FloatVector.fromArray(FLOATS, out, at + 3 * outRow + 2 * outCol);
        s33 = FloatVector.fromArray(FLOATS, out, at + 3 * outRow + 3 * outCol);
      }
      int pa = p + lane;
      int qb = q + lane;
      for (int k = 0; k < terms; k++) {
        FloatVector b0 = FloatVector.fromArray(FLOATS, b, qb);
        FloatVector b1 = FloatVector.fromArray(FLOATS, b, qb + bCol);
        FloatVector b2 = FloatVector.fromArray(FLOATS, b, qb + 2 * bCol);
        FloatVector b3 = FloatVector.fromArray(FLOATS, b, qb + 3 * bCol);
        FloatVector a0 = FloatVector.fromArray(FLOATS, a, pa);
        s00 = a0.fma(b0, s00);
        s01 = a0.fma(b1, s01);
        s02 = a0.fma(b2, s02);
        s03 = a0.fma(b3, s03);
        FloatVector a1 = FloatVector.fromArray(FLOATS, a, pa + aRow);
        s10 = a1.fma(b0, s10);
        s11 = a1.fma(b1, s11);
        s12 = a1.fma(b2, s12);
        s13 = a1.fma(b3, s13);
        FloatVector a2 = FloatVector.fromArray(FLOATS, a, pa + 2 * aRow);
        s20 = a2.fma(b0, s20);
        s21 = a2.fma(b1, s21);
        s22 = a2.fma(b2, s22);
        s23 = a2.fma(b3, s23);
        FloatVector a3 = FloatVector.fromArray(FLOATS, a, pa + 3 * aRow);
        s30 = a3.fma(b0, s30);
        s31 = a3.fma(b1, s31);
        s32 = a3.fma(b2, s32);
        s33 = a3.fma(b3, s33);
        pa += aCol;
        qb += bRow;
      }
      s00.intoArray(out, at);
      s01.intoArray(out, at + outCol);
      s02.intoArray(out, at + 2 * outCol);
      s03.intoArray(out, at + 3 * outCol);
      s10.intoArray(out, at + outRow);
      s11.intoArray(out, at + outRow + outCol);
      s12.intoArray(out, at + outRow + 2 * outCol);
      s13.intoArray(out, at + outRow + 3 * outCol);
      s20.intoArray(out, at + 2 * outRow);
      s21.intoArray(out, at + 2 * outRow + outCol);
      s22.intoArray(out, at + 2 * outRow + 2 * outCol);
      s23.intoArray(out, at + 2 * outRow + 3 * outCol);
      s30.intoArray(out, at + 3 * outRow);
      s31.intoArray(out, at + 3 * outRow + outCol);
      s32.intoArray(out, at + 3 * outRow + 2 * outCol);
      s33.intoArray(out, at + 3 * outRow + 3 * outCol);
    }
  }

  /**
   * Four outputs that share the factor a: out[j] = Σ_k a[k] b[k, j], two registers of lanes at a
   * time.
   */
  private static void strip(
      float[] out,
      int o,
      int outStep,
      float[] a,
      int p,
      int aTerm,
      float[] b,
      int q,
      int bTerm,
      int bStep,
      int terms,
      boolean add) {
    for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
      FloatVector t0 = zero, t1 = zero, t2 = zero, t3 = zero;
      int at = o + lane;
      if (add) {
        s0 = FloatVector.fromArray(FLOATS, out, at);
        s1 = FloatVector.fromArray(FLOATS, out, at + outStep);
        s2 = FloatVector.fromArray(FLOATS, out, at + 2 * outStep);
        s3 = FloatVector.fromArray(FLOATS, out, at + 3 * outStep);
        t0 = FloatVector.fromArray(FLOATS, out, at + WIDTH);
        t1 = FloatVector.fromArray(FLOATS, out, at + outStep + WIDTH);
        t2 = FloatVector.fromArray(FLOATS, out, at + 2 * outStep + WIDTH);
        t3 = FloatVector.fromArray(FLOATS, out, at + 3 * outStep + WIDTH);
      }
      int pa = p + lane;
      int qb = q + lane;
      for (int k = 0; k < terms; k++) {
        FloatVector a0 = FloatVector.fromArray(FLOATS, a, pa);
        FloatVector a1 = FloatVector.fromArray(FLOATS, a, pa + WIDTH);
        s0 = a0.fma(FloatVector.fromArray(FLOATS, b, qb), s0);
        s1 = a0.fma(FloatVector.fromArray(FLOATS, b, qb + bStep), s1);
        s2 = a0.fma(FloatVector.fromArray(FLOATS, b, qb + 2 * bStep), s2);
        s3 = a0.fma(FloatVector.fromArray(FLOATS, b, qb + 3 * bStep), s3);
        t0 = a1.fma(FloatVector.fromArray(FLOATS, b, qb + WIDTH), t0);
        t1 = a1.fma(FloatVector.fromArray(FLOATS, b, qb + bStep + WIDTH), t1);
        t2 = a1.fma(FloatVector.fromArray(FLOATS, b, qb + 2 * bStep + WIDTH), t2);
        t3 = a1.fma(FloatVector.fromArray(FLOATS, b, qb + 3 * bStep + WIDTH), t3);
        pa += aTerm;
        qb += bTerm;
      }
      s0.intoArray(out, at);
      s1.intoArray(out, at + outStep);
      s2.intoArray(out, at + 2 * outStep);
      s3.intoArray(out, at + 3 * outStep);
      t0.intoArray(out, at + WIDTH);
      t1.intoArray(out, at + outStep + WIDTH);
      t2.intoArray(out, at + 2 * outStep + WIDTH);
      t3.intoArray(out, at + 3 * outStep + WIDTH);
    }
  }

  /** One output, two registers of lanes at a time. */
  private static void single(
      float[] out,
      int o,
      float[] a,
      int p,
      int aTerm,
      float[] b,
      int q,
      int bTerm,
      int terms,
      boolean add) {
    for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
      FloatVector s = FloatVector.zero(FLOATS);
      FloatVector t = s;
      int at = o + lane;
      if (add) {
        s = FloatVector.fromArray(FLOATS, out, at);
        t = FloatVector.fromArray(FLOATS, out, at + WIDTH);
      }
      int pa = p + lane;
      int qb = q + lane;
      for (int k = 0; k < terms; k++) {
        s = FloatVector.fromArray(FLOATS, a, pa).fma(FloatVector.fromArray(FLOATS, b, qb), s);
        t =
            FloatVector.fromArray(FLOATS, a, pa + WIDTH)
                .fma(FloatVector.fromArray(FLOATS, b, qb + WIDTH), t);
        pa += aTerm;
        qb += bTerm;
      }
      s.intoArray(out, at);
      t.intoArray(out, at + WIDTH);
    }
  }
}
