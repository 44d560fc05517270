package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;

/**
 * The arithmetic of a {@link Sweep} of few terms and columns, row by row: all of b stays in
 * registers, or near them, while rows stream past. A {@link Tile} would hold as many sums as b has
 * elements over a loop of five rounds, which costs more than the loop; here a row's sums are done
 * before the next row begins.
 *
 * <pre>  out[i,j] = Σ_k a[i,k] b[k,j]   for k, j < 5   (add: out[i,j] + Σ_k ...)  </pre>
 *
 * <p>Never used as it is: {@link TileCode} defines it anew for one sweep. The bits are those of
 * {@link Tile}: an output is one chain of fused multiply-adds in the order of its terms.
 *
 * <p>Written out, since the compiler keeps vectors in registers only as local variables of one
 * method. A row reads all of its operands before its first sum: a check of bounds behind a sum
 * would keep what was there before it in a register.
 */
final class ShortSums implements TileCode {

  private static final TileSpec SPEC = Copies.data(MethodHandles.lookup(), TileSpec.class);

  private static final boolean SHARED_A = SPEC.sweep().sharedA();
  private static final boolean SHARED_B = SPEC.sweep().sharedB();
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

  @Override
  public void run(Sweep s, float[] out, int o0, float[] a, int p0, float[] b, int q0) {
    if (s == null) {
      return;
    }
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int q = q0 + (SHARED_B ? 0 : lane);
      FloatVector b00 = ofB(b, q, 0, 0);
      FloatVector b01 = ofB(b, q, 0, 1);
      FloatVector b02 = ofB(b, q, 0, 2);
      FloatVector b03 = ofB(b, q, 0, 3);
      FloatVector b04 = ofB(b, q, 0, 4);
      FloatVector b10 = ofB(b, q, 1, 0);
      FloatVector b11 = ofB(b, q, 1, 1);
      FloatVector b12 = ofB(b, q, 1, 2);
      FloatVector b13 = ofB(b, q, 1, 3);
      FloatVector b14 = ofB(b, q, 1, 4);
      FloatVector b20 = ofB(b, q, 2, 0);
      FloatVector b21 = ofB(b, q, 2, 1);
      FloatVector b22 = ofB(b, q, 2, 2);
      FloatVector b23 = ofB(b, q, 2, 3);
      FloatVector b24 = ofB(b, q, 2, 4);
      FloatVector b30 = ofB(b, q, 3, 0);
      FloatVector b31 = ofB(b, q, 3, 1);
      FloatVector b32 = ofB(b, q, 3, 2);
      FloatVector b33 = ofB(b, q, 3, 3);
      FloatVector b34 = ofB(b, q, 3, 4);
      FloatVector b40 = ofB(b, q, 4, 0);
      FloatVector b41 = ofB(b, q, 4, 1);
      FloatVector b42 = ofB(b, q, 4, 2);
      FloatVector b43 = ofB(b, q, 4, 3);
      FloatVector b44 = ofB(b, q, 4, 4);
      for (int i = 0; i < ROWS; i++) {
        int o = o0 + i * OUT_ROW + lane;
        int p = p0 + i * A_ROW + (SHARED_A ? 0 : lane);
        FloatVector a0 = ofA(a, p, 0);
        FloatVector a1 = ofA(a, p, 1);
        FloatVector a2 = ofA(a, p, 2);
        FloatVector a3 = ofA(a, p, 3);
        FloatVector a4 = ofA(a, p, 4);
        FloatVector s0 = start(out, o, 0);
        FloatVector s1 = start(out, o, 1);
        FloatVector s2 = start(out, o, 2);
        FloatVector s3 = start(out, o, 3);
        FloatVector s4 = start(out, o, 4);
        s0 = a0.fma(b00, s0);
        if (COLS > 1) s1 = a0.fma(b01, s1);
        if (COLS > 2) s2 = a0.fma(b02, s2);
        if (COLS > 3) s3 = a0.fma(b03, s3);
        if (COLS > 4) s4 = a0.fma(b04, s4);
        if (TERMS > 1) s0 = a1.fma(b10, s0);
        if (TERMS > 1 && COLS > 1) s1 = a1.fma(b11, s1);
        if (TERMS > 1 && COLS > 2) s2 = a1.fma(b12, s2);
        if (TERMS > 1 && COLS > 3) s3 = a1.fma(b13, s3);
        if (TERMS > 1 && COLS > 4) s4 = a1.fma(b14, s4);
        if (TERMS > 2) s0 = a2.fma(b20, s0);
        if (TERMS > 2 && COLS > 1) s1 = a2.fma(b21, s1);
        if (TERMS > 2 && COLS > 2) s2 = a2.fma(b22, s2);
        if (TERMS > 2 && COLS > 3) s3 = a2.fma(b23, s3);
        if (TERMS > 2 && COLS > 4) s4 = a2.fma(b24, s4);
        if (TERMS > 3) s0 = a3.fma(b30, s0);
        if (TERMS > 3 && COLS > 1) s1 = a3.fma(b31, s1);
        if (TERMS > 3 && COLS > 2) s2 = a3.fma(b32, s2);
        if (TERMS > 3 && COLS > 3) s3 = a3.fma(b33, s3);
        if (TERMS > 3 && COLS > 4) s4 = a3.fma(b34, s4);
        if (TERMS > 4) s0 = a4.fma(b40, s0);
        if (TERMS > 4 && COLS > 1) s1 = a4.fma(b41, s1);
        if (TERMS > 4 && COLS > 2) s2 = a4.fma(b42, s2);
        if (TERMS > 4 && COLS > 3) s3 = a4.fma(b43, s3);
        if (TERMS > 4 && COLS > 4) s4 = a4.fma(b44, s4);
        s0.intoArray(out, o + 0 * OUT_COL);
        if (COLS > 1) s1.intoArray(out, o + 1 * OUT_COL);
        if (COLS > 2) s2.intoArray(out, o + 2 * OUT_COL);
        if (COLS > 3) s3.intoArray(out, o + 3 * OUT_COL);
        if (COLS > 4) s4.intoArray(out, o + 4 * OUT_COL);
      }
    }
  }

  /** Term k of the row at p. */
  private static FloatVector ofA(float[] a, int p, int k) {
    return k < TERMS ? of(a, p + k * A_TERM, SHARED_A) : FloatVector.zero(FLOATS);
  }

  /** Term k of column j. */
  private static FloatVector ofB(float[] b, int q, int k, int j) {
    boolean there = k < TERMS && j < COLS;
    return there ? of(b, q + k * B_TERM + j * B_COL, SHARED_B) : FloatVector.zero(FLOATS);
  }

  private static FloatVector of(float[] operand, int at, boolean shared) {
    return shared
        ? FloatVector.broadcast(FLOATS, operand[at])
        : FloatVector.fromArray(FLOATS, operand, at);
  }

  /** What the sum of column j starts from. */
  private static FloatVector start(float[] out, int o, int j) {
    return ADD && j < COLS
        ? FloatVector.fromArray(FLOATS, out, o + j * OUT_COL)
        : FloatVector.zero(FLOATS);
  }
}
