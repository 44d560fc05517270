package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Shared weights times tokens: tiles of four output features by four registers (lanes, then
 * tokens).
 */
final class VectorProduct {

  private VectorProduct() {}

  static void product(LaneMatrix out, SharedMatrix w, LaneMatrix x, boolean add) {
    int full = out.cols() & ~3;
    for (int t = 0; t < out.rows(); t++) {
      int in = x.index(t, 0);
      for (int r = 0; r < full; r += 4) {
        four(
            out.data,
            out.index(t, r),
            out.colStride,
            w.data,
            w.offset + r * w.rowStride,
            w.rowStride,
            w.colStride,
            x.data,
            in,
            x.colStride,
            x.cols(),
            add);
      }
      for (int r = full; r < out.cols(); r++) {
        one(
            out.data,
            out.index(t, r),
            w.data,
            w.offset + r * w.rowStride,
            w.colStride,
            x.data,
            in,
            x.colStride,
            x.cols(),
            add);
      }
    }
  }

  /** Four output features of one token, four registers of lanes at a time. */
  private static void four(
      float[] out,
      int o,
      int outStep,
      float[] w,
      int v,
      int wRow,
      int wTerm,
      float[] x,
      int q,
      int xTerm,
      int terms,
      boolean add) {
    for (int lane = 0; lane < LANES; lane += 4 * WIDTH) {
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
      FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
      FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
      FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
      int o0 = o + lane;
      int o1 = o0 + outStep;
      int o2 = o1 + outStep;
      int o3 = o2 + outStep;
      if (add) {
        s00 = FloatVector.fromArray(FLOATS, out, o0);
        s01 = FloatVector.fromArray(FLOATS, out, o0 + WIDTH);
        s02 = FloatVector.fromArray(FLOATS, out, o0 + 2 * WIDTH);
        s03 = FloatVector.fromArray(FLOATS, out, o0 + 3 * WIDTH);
        s10 = FloatVector.fromArray(FLOATS, out, o1);
        s11 = FloatVector.fromArray(FLOATS, out, o1 + WIDTH);
        s12 = FloatVector.fromArray(FLOATS, out, o1 + 2 * WIDTH);
        s13 = FloatVector.fromArray(FLOATS, out, o1 + 3 * WIDTH);
        s20 = FloatVector.fromArray(FLOATS, out, o2);
        s21 = FloatVector.fromArray(FLOATS, out, o2 + WIDTH);
        s22 = FloatVector.fromArray(FLOATS, out, o2 + 2 * WIDTH);
        s23 = FloatVector.fromArray(FLOATS, out, o2 + 3 * WIDTH);
        s30 = FloatVector.fromArray(FLOATS, out, o3);
        s31 = FloatVector.fromArray(FLOATS, out, o3 + WIDTH);
        s32 = FloatVector.fromArray(FLOATS, out, o3 + 2 * WIDTH);
        s33 = FloatVector.fromArray(FLOATS, out, o3 + 3 * WIDTH);
      }
      int at = q + lane;
      int u = v;
      for (int c = 0; c < terms; c++) {
        FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
        FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + WIDTH);
        FloatVector x2 = FloatVector.fromArray(FLOATS, x, at + 2 * WIDTH);
        FloatVector x3 = FloatVector.fromArray(FLOATS, x, at + 3 * WIDTH);
        FloatVector w0 = FloatVector.broadcast(FLOATS, w[u]);
        s00 = w0.fma(x0, s00);
        s01 = w0.fma(x1, s01);
        s02 = w0.fma(x2, s02);
        s03 = w0.fma(x3, s03);
        FloatVector w1 = FloatVector.broadcast(FLOATS, w[u + wRow]);
        s10 = w1.fma(x0, s10);
        s11 = w1.fma(x1, s11);
        s12 = w1.fma(x2, s12);
        s13 = w1.fma(x3, s13);
        FloatVector w2 = FloatVector.broadcast(FLOATS, w[u + 2 * wRow]);
        s20 = w2.fma(x0, s20);
        s21 = w2.fma(x1, s21);
        s22 = w2.fma(x2, s22);
        s23 = w2.fma(x3, s23);
        FloatVector w3 = FloatVector.broadcast(FLOATS, w[u + 3 * wRow]);
        s30 = w3.fma(x0, s30);
        s31 = w3.fma(x1, s31);
        s32 = w3.fma(x2, s32);
        s33 = w3.fma(x3, s33);
        at += xTerm;
        u += wTerm;
      }
      s00.intoArray(out, o0);
      s01.intoArray(out, o0 + WIDTH);
      s02.intoArray(out, o0 + 2 * WIDTH);
      s03.intoArray(out, o0 + 3 * WIDTH);
      s10.intoArray(out, o1);
      s11.intoArray(out, o1 + WIDTH);
      s12.intoArray(out, o1 + 2 * WIDTH);
      s13.intoArray(out, o1 + 3 * WIDTH);
      s20.intoArray(out, o2);
      s21.intoArray(out, o2 + WIDTH);
      s22.intoArray(out, o2 + 2 * WIDTH);
      s23.intoArray(out, o2 + 3 * WIDTH);
      s30.intoArray(out, o3);
      s31.intoArray(out, o3 + WIDTH);
      s32.intoArray(out, o3 + 2 * WIDTH);
      s33.intoArray(out, o3 + 3 * WIDTH);
    }
  }

  /** One output feature of one token, four registers of lanes at a time. */
  private static void one(
      float[] out,
      int o,
      float[] w,
      int v,
      int wTerm,
      float[] x,
      int q,
      int xTerm,
      int terms,
      boolean add) {
    for (int lane = 0; lane < LANES; lane += 4 * WIDTH) {
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
      int at = o + lane;
      if (add) {
        s0 = FloatVector.fromArray(FLOATS, out, at);
        s1 = FloatVector.fromArray(FLOATS, out, at + WIDTH);
        s2 = FloatVector.fromArray(FLOATS, out, at + 2 * WIDTH);
        s3 = FloatVector.fromArray(FLOATS, out, at + 3 * WIDTH);
      }
      int in = q + lane;
      int u = v;
      for (int c = 0; c < terms; c++) {
        FloatVector w0 = FloatVector.broadcast(FLOATS, w[u]);
        s0 = w0.fma(FloatVector.fromArray(FLOATS, x, in), s0);
        s1 = w0.fma(FloatVector.fromArray(FLOATS, x, in + WIDTH), s1);
        s2 = w0.fma(FloatVector.fromArray(FLOATS, x, in + 2 * WIDTH), s2);
        s3 = w0.fma(FloatVector.fromArray(FLOATS, x, in + 3 * WIDTH), s3);
        in += xTerm;
        u += wTerm;
      }
      s0.intoArray(out, at);
      s1.intoArray(out, at + WIDTH);
      s2.intoArray(out, at + 2 * WIDTH);
      s3.intoArray(out, at + 3 * WIDTH);
    }
  }
}
