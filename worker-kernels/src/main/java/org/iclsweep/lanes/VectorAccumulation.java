package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.PartialSums.PARTS;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Sums over tokens and tasks of outer products, in tiles of 4 x 4 sums by one register of partial
 * sums.
 */
final class VectorAccumulation {

  private VectorAccumulation() {}

  static void accumulate(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    int fullRows = sums.rows() & ~3;
    int fullCols = sums.cols() & ~3;
    for (int r = 0; r < fullRows; r += 4) {
      for (int c = 0; c < fullCols; c += 4) {
        tile(
            sums.data,
            sums.offset + r * sums.rowStride + c * sums.colStride,
            sums.rowStride,
            sums.colStride,
            dy.data,
            dy.index(0, r),
            dy.rowStride,
            dy.colStride,
            x.data,
            x.index(0, c),
            x.rowStride,
            x.colStride,
            dy.rows());
      }
      for (int c = fullCols; c < sums.cols(); c++) {
        strip(
            sums.data,
            sums.offset + r * sums.rowStride + c * sums.colStride,
            sums.rowStride,
            x.data,
            x.index(0, c),
            x.rowStride,
            dy.data,
            dy.index(0, r),
            dy.rowStride,
            dy.colStride,
            dy.rows());
      }
    }
    for (int r = fullRows; r < sums.rows(); r++) {
      for (int c = 0; c < fullCols; c += 4) {
        strip(
            sums.data,
            sums.offset + r * sums.rowStride + c * sums.colStride,
            sums.colStride,
            dy.data,
            dy.index(0, r),
            dy.rowStride,
            x.data,
            x.index(0, c),
            x.rowStride,
            x.colStride,
            dy.rows());
      }
      for (int c = fullCols; c < sums.cols(); c++) {
        single(
            sums.data,
            sums.offset + r * sums.rowStride + c * sums.colStride,
            dy.data,
            dy.index(0, r),
            dy.rowStride,
            x.data,
            x.index(0, c),
            x.rowStride,
            dy.rows());
      }
    }
  }

  private static void tile(
      float[] sums,
      int o,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aToken,
      int aStep,
      float[] b,
      int q,
      int bToken,
      int bStep,
      int tokens) {
    for (int part = 0; part < PARTS; part += WIDTH) {
      int o0 = o + part;
      int o1 = o0 + outRow;
      int o2 = o1 + outRow;
      int o3 = o2 + outRow;
      FloatVector s00 = FloatVector.fromArray(FLOATS, sums, o0);
      FloatVector s01 = FloatVector.fromArray(FLOATS, sums, o0 + outCol);
      FloatVector s02 = FloatVector.fromArray(FLOATS, sums, o0 + 2 * outCol);
      FloatVector s03 = FloatVector.fromArray(FLOATS, sums, o0 + 3 * outCol);
      FloatVector s10 = FloatVector.fromArray(FLOATS, sums, o1);
      FloatVector s11 = FloatVector.fromArray(FLOATS, sums, o1 + outCol);
      FloatVector s12 = FloatVector.fromArray(FLOATS, sums, o1 + 2 * outCol);
      FloatVector s13 = FloatVector.fromArray(FLOATS, sums, o1 + 3 * outCol);
      FloatVector s20 = FloatVector.fromArray(FLOATS, sums, o2);
      FloatVector s21 = FloatVector.fromArray(FLOATS, sums, o2 + outCol);
      FloatVector s22 = FloatVector.fromArray(FLOATS, sums, o2 + 2 * outCol);
      FloatVector s23 = FloatVector.fromArray(FLOATS, sums, o2 + 3 * outCol);
      FloatVector s30 = FloatVector.fromArray(FLOATS, sums, o3);
      FloatVector s31 = FloatVector.fromArray(FLOATS, sums, o3 + outCol);
      FloatVector s32 = FloatVector.fromArray(FLOATS, sums, o3 + 2 * outCol);
      FloatVector s33 = FloatVector.fromArray(FLOATS, sums, o3 + 3 * outCol);
      for (int t = 0; t < tokens; t++) {
        int pa = p + t * aToken + part;
        int qb = q + t * bToken + part;
        for (int group = 0; group < LANES; group += PARTS) {
          FloatVector b0 = FloatVector.fromArray(FLOATS, b, qb + group);
          FloatVector b1 = FloatVector.fromArray(FLOATS, b, qb + group + bStep);
          FloatVector b2 = FloatVector.fromArray(FLOATS, b, qb + group + 2 * bStep);
          FloatVector b3 = FloatVector.fromArray(FLOATS, b, qb + group + 3 * bStep);
          FloatVector a0 = FloatVector.fromArray(FLOATS, a, pa + group);
          s00 = a0.fma(b0, s00);
          s01 = a0.fma(b1, s01);
          s02 = a0.fma(b2, s02);
          s03 = a0.fma(b3, s03);
          FloatVector a1 = FloatVector.fromArray(FLOATS, a, pa + group + aStep);
          s10 = a1.fma(b0, s10);
          s11 = a1.fma(b1, s11);
          s12 = a1.fma(b2, s12);
          s13 = a1.fma(b3, s13);
          FloatVector a2 = FloatVector.fromArray(FLOATS, a, pa + group + 2 * aStep);
          s20 = a2.fma(b0, s20);
          s21 = a2.fma(b1, s21);
          s22 = a2.fma(b2, s22);
          s23 = a2.fma(b3, s23);
          FloatVector a3 = FloatVector.fromArray(FLOATS, a, pa + group + 3 * aStep);
          s30 = a3.fma(b0, s30);
          s31 = a3.fma(b1, s31);
          s32 = a3.fma(b2, s32);
          s33 = a3.fma(b3, s33);
        }
      }
      s00.intoArray(sums, o0);
      s01.intoArray(sums, o0 + outCol);
      s02.intoArray(sums, o0 + 2 * outCol);
      s03.intoArray(sums, o0 + 3 * outCol);
      s10.intoArray(sums, o1);
      s11.intoArray(sums, o1 + outCol);
      s12.intoArray(sums, o1 + 2 * outCol);
      s13.intoArray(sums, o1 + 3 * outCol);
      s20.intoArray(sums, o2);
      s21.intoArray(sums, o2 + outCol);
      s22.intoArray(sums, o2 + 2 * outCol);
      s23.intoArray(sums, o2 + 3 * outCol);
      s30.intoArray(sums, o3);
      s31.intoArray(sums, o3 + outCol);
      s32.intoArray(sums, o3 + 2 * outCol);
      s33.intoArray(sums, o3 + 3 * outCol);
    }
  }

  /** Four sums that share the factor a. */
  private static void strip(
      float[] sums,
      int o,
      int outStep,
      float[] a,
      int p,
      int aToken,
      float[] b,
      int q,
      int bToken,
      int bStep,
      int tokens) {
    for (int part = 0; part < PARTS; part += WIDTH) {
      int at = o + part;
      FloatVector s0 = FloatVector.fromArray(FLOATS, sums, at);
      FloatVector s1 = FloatVector.fromArray(FLOATS, sums, at + outStep);
      FloatVector s2 = FloatVector.fromArray(FLOATS, sums, at + 2 * outStep);
      FloatVector s3 = FloatVector.fromArray(FLOATS, sums, at + 3 * outStep);
      for (int t = 0; t < tokens; t++) {
        int pa = p + t * aToken + part;
        int qb = q + t * bToken + part;
        for (int group = 0; group < LANES; group += PARTS) {
          FloatVector a0 = FloatVector.fromArray(FLOATS, a, pa + group);
          s0 = a0.fma(FloatVector.fromArray(FLOATS, b, qb + group), s0);
          s1 = a0.fma(FloatVector.fromArray(FLOATS, b, qb + group + bStep), s1);
          s2 = a0.fma(FloatVector.fromArray(FLOATS, b, qb + group + 2 * bStep), s2);
          s3 = a0.fma(FloatVector.fromArray(FLOATS, b, qb + group + 3 * bStep), s3);
        }
      }
      s0.intoArray(sums, at);
      s1.intoArray(sums, at + outStep);
      s2.intoArray(sums, at + 2 * outStep);
      s3.intoArray(sums, at + 3 * outStep);
    }
  }

  private static void single(
      float[] sums, int o, float[] a, int p, int aToken, float[] b, int q, int bToken, int tokens) {
    for (int part = 0; part < PARTS; part += WIDTH) {
      FloatVector s = FloatVector.fromArray(FLOATS, sums, o + part);
      for (int t = 0; t < tokens; t++) {
        int pa = p + t * aToken + part;
        int qb = q + t * bToken + part;
        for (int group = 0; group < LANES; group += PARTS) {
          s =
              FloatVector.fromArray(FLOATS, a, pa + group)
                  .fma(FloatVector.fromArray(FLOATS, b, qb + group), s);
        }
      }
      s.intoArray(sums, o + part);
    }
  }
}
