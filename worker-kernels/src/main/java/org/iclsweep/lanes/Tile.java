package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;

/**
 * The arithmetic of a {@link Sweep}, tile by tile: the sums of up to 6 x 4 outputs, of 12 x 1 or 5
 * x 5, stay in registers while their terms stream past.
 *
 * <pre>  out[i,j] = Σ_k a[i,k] b[k,j]   (add: out[i,j] + Σ_k ...)  </pre>
 *
 * <p>Never used as it is: {@link TileCode} defines it anew as a hidden class for each height and
 * width of a tile, and again for each sweep that pays for it. What the class was defined for are
 * constants to the compiler, so that conditions on them vanish, and in the copy for one sweep
 * bounds checks and addresses with them. All copies give the same bits: an output is one chain of
 * fused multiply-adds in the order of its terms.
 *
 * <p>Written out, since the compiler keeps vectors in registers only as local variables of one
 * method.
 */
final class Tile implements TileCode {

  private static final TileSpec SPEC = Copies.data(MethodHandles.lookup(), TileSpec.class);

  private static final int HEIGHT = SPEC.height();
  private static final int COUNT = SPEC.width();
  private static final boolean SHARED_A = SPEC.sweep().sharedA();
  private static final boolean SHARED_B = SPEC.sweep().sharedB();
  private static final boolean FIXED = SPEC.fixed();
  private static final int ROWS = SPEC.sweep().rows();
  private static final int COLS = SPEC.sweep().cols();
  private static final int TERMS = SPEC.sweep().terms();
  private static final int OUT_ROW = SPEC.sweep().outRow();
  private static final int OUT_COL = SPEC.sweep().outCol();
  private static final int A_ROW = SPEC.sweep().aRow();
  private static final int A_TERM = SPEC.sweep().aTerm();
  private static final int B_COL = SPEC.sweep().bCol();
  private static final int B_TERM = SPEC.sweep().bTerm();
  private static final boolean ADD = SPEC.sweep().add();

  /**
   * Step of the loop over terms. The compiler unrolls no loop of so large a step; unrolled, the
   * terms of several rounds would compete for the registers.
   */
  private static final int STEP = 1 << 10;

  @Override
  public void run(Sweep s, float[] out, int o0, float[] a, int p0, float[] b, int q0) {
    if (s == null) {
      return;
    }
    final int rows = FIXED ? ROWS : s.rows();
    final int cols = FIXED ? COLS : s.cols();
    final int outRow = FIXED ? OUT_ROW : s.outRow();
    final int outCol = FIXED ? OUT_COL : s.outCol();
    final int aRow = FIXED ? A_ROW : s.aRow();
    final int aTerm = FIXED ? A_TERM : s.aTerm();
    final int bCol = FIXED ? B_COL : s.bCol();
    final int bTerm = FIXED ? B_TERM : s.bTerm();
    final int end = (FIXED ? TERMS : s.terms()) * STEP;
    final boolean add = FIXED ? ADD : s.add();
    for (int i = 0; i < rows; i += HEIGHT) {
      for (int j = 0; j < cols; j += COUNT) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
          int o = o0 + i * outRow + j * outCol + lane;
          int p = p0 + i * aRow + (SHARED_A ? 0 : lane);
          int q = q0 + j * bCol + (SHARED_B ? 0 : lane);
          final FloatVector zero = FloatVector.zero(FLOATS);
          FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero, s04 = zero;
          FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero, s14 = zero;
          FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero, s24 = zero;
          FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero, s34 = zero;
          FloatVector s40 = zero, s41 = zero, s42 = zero, s43 = zero, s44 = zero;
          FloatVector s50 = zero, s51 = zero, s52 = zero, s53 = zero;
          FloatVector s60 = zero, s70 = zero, s80 = zero, s90 = zero, s100 = zero, s110 = zero;
          if (add) {
            s00 = FloatVector.fromArray(FLOATS, out, o);
            if (COUNT > 1) s01 = FloatVector.fromArray(FLOATS, out, o + outCol);
            if (COUNT > 2) s02 = FloatVector.fromArray(FLOATS, out, o + 2 * outCol);
            if (COUNT > 3) s03 = FloatVector.fromArray(FLOATS, out, o + 3 * outCol);
            if (COUNT > 4) s04 = FloatVector.fromArray(FLOATS, out, o + 4 * outCol);
            if (HEIGHT > 1) s10 = FloatVector.fromArray(FLOATS, out, o + outRow);
            if (HEIGHT > 1 && COUNT > 1)
              s11 = FloatVector.fromArray(FLOATS, out, o + outRow + outCol);
            if (HEIGHT > 1 && COUNT > 2)
              s12 = FloatVector.fromArray(FLOATS, out, o + outRow + 2 * outCol);
            if (HEIGHT > 1 && COUNT > 3)
              s13 = FloatVector.fromArray(FLOATS, out, o + outRow + 3 * outCol);
            if (HEIGHT > 1 && COUNT > 4)
              s14 = FloatVector.fromArray(FLOATS, out, o + outRow + 4 * outCol);
            if (HEIGHT > 2) s20 = FloatVector.fromArray(FLOATS, out, o + 2 * outRow);
            if (HEIGHT > 2 && COUNT > 1)
              s21 = FloatVector.fromArray(FLOATS, out, o + 2 * outRow + outCol);
            if (HEIGHT > 2 && COUNT > 2)
              s22 = FloatVector.fromArray(FLOATS, out, o + 2 * outRow + 2 * outCol);
            if (HEIGHT > 2 && COUNT > 3)
              s23 = FloatVector.fromArray(FLOATS, out, o + 2 * outRow + 3 * outCol);
            if (HEIGHT > 2 && COUNT > 4)
              s24 = FloatVector.fromArray(FLOATS, out, o + 2 * outRow + 4 * outCol);
            if (HEIGHT > 3) s30 = FloatVector.fromArray(FLOATS, out, o + 3 * outRow);
            if (HEIGHT > 3 && COUNT > 1)
              s31 = FloatVector.fromArray(FLOATS, out, o + 3 * outRow + outCol);
            if (HEIGHT > 3 && COUNT > 2)
              s32 = FloatVector.fromArray(FLOATS, out, o + 3 * outRow + 2 * outCol);
            if (HEIGHT > 3 && COUNT > 3)
              s33 = FloatVector.fromArray(FLOATS, out, o + 3 * outRow + 3 * outCol);
            if (HEIGHT > 3 && COUNT > 4)
              s34 = FloatVector.fromArray(FLOATS, out, o + 3 * outRow + 4 * outCol);
            if (HEIGHT > 4) s40 = FloatVector.fromArray(FLOATS, out, o + 4 * outRow);
            if (HEIGHT > 4 && COUNT > 1)
              s41 = FloatVector.fromArray(FLOATS, out, o + 4 * outRow + outCol);
            if (HEIGHT > 4 && COUNT > 2)
              s42 = FloatVector.fromArray(FLOATS, out, o + 4 * outRow + 2 * outCol);
            if (HEIGHT > 4 && COUNT > 3)
              s43 = FloatVector.fromArray(FLOATS, out, o + 4 * outRow + 3 * outCol);
            if (HEIGHT > 4 && COUNT > 4)
              s44 = FloatVector.fromArray(FLOATS, out, o + 4 * outRow + 4 * outCol);
            if (HEIGHT > 5) s50 = FloatVector.fromArray(FLOATS, out, o + 5 * outRow);
            if (HEIGHT > 5 && COUNT > 1)
              s51 = FloatVector.fromArray(FLOATS, out, o + 5 * outRow + outCol);
            if (HEIGHT > 5 && COUNT > 2)
              s52 = FloatVector.fromArray(FLOATS, out, o + 5 * outRow + 2 * outCol);
            if (HEIGHT > 5 && COUNT > 3)
              s53 = FloatVector.fromArray(FLOATS, out, o + 5 * outRow + 3 * outCol);
            if (HEIGHT > 6) s60 = FloatVector.fromArray(FLOATS, out, o + 6 * outRow);
            if (HEIGHT > 7) s70 = FloatVector.fromArray(FLOATS, out, o + 7 * outRow);
            if (HEIGHT > 8) s80 = FloatVector.fromArray(FLOATS, out, o + 8 * outRow);
            if (HEIGHT > 9) s90 = FloatVector.fromArray(FLOATS, out, o + 9 * outRow);
            if (HEIGHT > 10) s100 = FloatVector.fromArray(FLOATS, out, o + 10 * outRow);
            if (HEIGHT > 11) s110 = FloatVector.fromArray(FLOATS, out, o + 11 * outRow);
          }
          for (int k = 0; k < end; k += STEP) {
            FloatVector b0 =
                SHARED_B
                    ? FloatVector.broadcast(FLOATS, b[q])
                    : FloatVector.fromArray(FLOATS, b, q);
            FloatVector b1 =
                COUNT <= 1
                    ? zero
                    : SHARED_B
                        ? FloatVector.broadcast(FLOATS, b[q + bCol])
                        : FloatVector.fromArray(FLOATS, b, q + bCol);
            FloatVector b2 =
                COUNT <= 2
                    ? zero
                    : SHARED_B
                        ? FloatVector.broadcast(FLOATS, b[q + 2 * bCol])
                        : FloatVector.fromArray(FLOATS, b, q + 2 * bCol);
            FloatVector b3 =
                COUNT <= 3
                    ? zero
                    : SHARED_B
                        ? FloatVector.broadcast(FLOATS, b[q + 3 * bCol])
                        : FloatVector.fromArray(FLOATS, b, q + 3 * bCol);
            FloatVector b4 =
                COUNT <= 4
                    ? zero
                    : SHARED_B
                        ? FloatVector.broadcast(FLOATS, b[q + 4 * bCol])
                        : FloatVector.fromArray(FLOATS, b, q + 4 * bCol);
            FloatVector a0 =
                SHARED_A
                    ? FloatVector.broadcast(FLOATS, a[p])
                    : FloatVector.fromArray(FLOATS, a, p);
            s00 = a0.fma(b0, s00);
            if (COUNT > 1) s01 = a0.fma(b1, s01);
            if (COUNT > 2) s02 = a0.fma(b2, s02);
            if (COUNT > 3) s03 = a0.fma(b3, s03);
            if (COUNT > 4) s04 = a0.fma(b4, s04);
            if (HEIGHT > 1) {
              FloatVector a1 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + aRow])
                      : FloatVector.fromArray(FLOATS, a, p + aRow);
              s10 = a1.fma(b0, s10);
              if (COUNT > 1) s11 = a1.fma(b1, s11);
              if (COUNT > 2) s12 = a1.fma(b2, s12);
              if (COUNT > 3) s13 = a1.fma(b3, s13);
              if (COUNT > 4) s14 = a1.fma(b4, s14);
            }
            if (HEIGHT > 2) {
              FloatVector a2 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 2 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 2 * aRow);
              s20 = a2.fma(b0, s20);
              if (COUNT > 1) s21 = a2.fma(b1, s21);
              if (COUNT > 2) s22 = a2.fma(b2, s22);
              if (COUNT > 3) s23 = a2.fma(b3, s23);
              if (COUNT > 4) s24 = a2.fma(b4, s24);
            }
            if (HEIGHT > 3) {
              FloatVector a3 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 3 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 3 * aRow);
              s30 = a3.fma(b0, s30);
              if (COUNT > 1) s31 = a3.fma(b1, s31);
              if (COUNT > 2) s32 = a3.fma(b2, s32);
              if (COUNT > 3) s33 = a3.fma(b3, s33);
              if (COUNT > 4) s34 = a3.fma(b4, s34);
            }
            if (HEIGHT > 4) {
              FloatVector a4 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 4 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 4 * aRow);
              s40 = a4.fma(b0, s40);
              if (COUNT > 1) s41 = a4.fma(b1, s41);
              if (COUNT > 2) s42 = a4.fma(b2, s42);
              if (COUNT > 3) s43 = a4.fma(b3, s43);
              if (COUNT > 4) s44 = a4.fma(b4, s44);
            }
            if (HEIGHT > 5) {
              FloatVector a5 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 5 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 5 * aRow);
              s50 = a5.fma(b0, s50);
              if (COUNT > 1) s51 = a5.fma(b1, s51);
              if (COUNT > 2) s52 = a5.fma(b2, s52);
              if (COUNT > 3) s53 = a5.fma(b3, s53);
            }
            if (HEIGHT > 6) {
              FloatVector a6 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 6 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 6 * aRow);
              s60 = a6.fma(b0, s60);
            }
            if (HEIGHT > 7) {
              FloatVector a7 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 7 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 7 * aRow);
              s70 = a7.fma(b0, s70);
            }
            if (HEIGHT > 8) {
              FloatVector a8 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 8 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 8 * aRow);
              s80 = a8.fma(b0, s80);
            }
            if (HEIGHT > 9) {
              FloatVector a9 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 9 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 9 * aRow);
              s90 = a9.fma(b0, s90);
            }
            if (HEIGHT > 10) {
              FloatVector a10 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 10 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 10 * aRow);
              s100 = a10.fma(b0, s100);
            }
            if (HEIGHT > 11) {
              FloatVector a11 =
                  SHARED_A
                      ? FloatVector.broadcast(FLOATS, a[p + 11 * aRow])
                      : FloatVector.fromArray(FLOATS, a, p + 11 * aRow);
              s110 = a11.fma(b0, s110);
            }
            p += aTerm;
            q += bTerm;
          }
          s00.intoArray(out, o);
          if (COUNT > 1) s01.intoArray(out, o + outCol);
          if (COUNT > 2) s02.intoArray(out, o + 2 * outCol);
          if (COUNT > 3) s03.intoArray(out, o + 3 * outCol);
          if (COUNT > 4) s04.intoArray(out, o + 4 * outCol);
          if (HEIGHT > 1) s10.intoArray(out, o + outRow);
          if (HEIGHT > 1 && COUNT > 1) s11.intoArray(out, o + outRow + outCol);
          if (HEIGHT > 1 && COUNT > 2) s12.intoArray(out, o + outRow + 2 * outCol);
          if (HEIGHT > 1 && COUNT > 3) s13.intoArray(out, o + outRow + 3 * outCol);
          if (HEIGHT > 1 && COUNT > 4) s14.intoArray(out, o + outRow + 4 * outCol);
          if (HEIGHT > 2) s20.intoArray(out, o + 2 * outRow);
          if (HEIGHT > 2 && COUNT > 1) s21.intoArray(out, o + 2 * outRow + outCol);
          if (HEIGHT > 2 && COUNT > 2) s22.intoArray(out, o + 2 * outRow + 2 * outCol);
          if (HEIGHT > 2 && COUNT > 3) s23.intoArray(out, o + 2 * outRow + 3 * outCol);
          if (HEIGHT > 2 && COUNT > 4) s24.intoArray(out, o + 2 * outRow + 4 * outCol);
          if (HEIGHT > 3) s30.intoArray(out, o + 3 * outRow);
          if (HEIGHT > 3 && COUNT > 1) s31.intoArray(out, o + 3 * outRow + outCol);
          if (HEIGHT > 3 && COUNT > 2) s32.intoArray(out, o + 3 * outRow + 2 * outCol);
          if (HEIGHT > 3 && COUNT > 3) s33.intoArray(out, o + 3 * outRow + 3 * outCol);
          if (HEIGHT > 3 && COUNT > 4) s34.intoArray(out, o + 3 * outRow + 4 * outCol);
          if (HEIGHT > 4) s40.intoArray(out, o + 4 * outRow);
          if (HEIGHT > 4 && COUNT > 1) s41.intoArray(out, o + 4 * outRow + outCol);
          if (HEIGHT > 4 && COUNT > 2) s42.intoArray(out, o + 4 * outRow + 2 * outCol);
          if (HEIGHT > 4 && COUNT > 3) s43.intoArray(out, o + 4 * outRow + 3 * outCol);
          if (HEIGHT > 4 && COUNT > 4) s44.intoArray(out, o + 4 * outRow + 4 * outCol);
          if (HEIGHT > 5) s50.intoArray(out, o + 5 * outRow);
          if (HEIGHT > 5 && COUNT > 1) s51.intoArray(out, o + 5 * outRow + outCol);
          if (HEIGHT > 5 && COUNT > 2) s52.intoArray(out, o + 5 * outRow + 2 * outCol);
          if (HEIGHT > 5 && COUNT > 3) s53.intoArray(out, o + 5 * outRow + 3 * outCol);
          if (HEIGHT > 6) s60.intoArray(out, o + 6 * outRow);
          if (HEIGHT > 7) s70.intoArray(out, o + 7 * outRow);
          if (HEIGHT > 8) s80.intoArray(out, o + 8 * outRow);
          if (HEIGHT > 9) s90.intoArray(out, o + 9 * outRow);
          if (HEIGHT > 10) s100.intoArray(out, o + 10 * outRow);
          if (HEIGHT > 11) s110.intoArray(out, o + 11 * outRow);
        }
      }
    }
  }
}
