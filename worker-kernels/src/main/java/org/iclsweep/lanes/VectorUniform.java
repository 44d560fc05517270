package org.iclsweep.lanes;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.INTS;
import static org.iclsweep.lanes.Registers.WIDTH;
import static org.iclsweep.lanes.VectorRandom.ROTATES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Uniform draws, the bulk of what a task is drawn from. */
final class VectorUniform {

  /** Whether the lanes fill two registers or more. */
  private static final boolean PAIRS = WIDTH < LANES;

  /** From one register of a pair to the other. */
  private static final int OTHER = PAIRS ? WIDTH : 0;

  private VectorUniform() {}

  static void fill(LaneMatrix out, int[] state, float range) {
    uniform(
        out.data,
        out.offset,
        out.colStride,
        out.rowStride - out.cols() * out.colStride,
        out.cols(),
        out.rows() * out.cols(),
        state,
        range * 0x1p-31f);
  }

  /**
   * All rows as one run of elements: with a loop over rows around that over columns, JDK 17 boxes
   * the generator's words at every draw. Two registers at a time where there are two, since a draw
   * waits for the one before it.
   *
   * @param gap from behind the last column of a row to the first of the next
   */
  private static void uniform(
      float[] out, int o, int step, int gap, int cols, int count, int[] state, float scale) {
    for (int lane = 0; lane < LANES; lane += WIDTH + OTHER) {
      IntVector s0 = IntVector.fromArray(INTS, state, lane);
      IntVector s1 = IntVector.fromArray(INTS, state, LANES + lane);
      IntVector s2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
      IntVector s3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
      int at = o + lane;
      IntVector r0 = IntVector.fromArray(INTS, state, lane + OTHER);
      IntVector r1 = IntVector.fromArray(INTS, state, LANES + lane + OTHER);
      IntVector r2 = IntVector.fromArray(INTS, state, 2 * LANES + lane + OTHER);
      IntVector r3 = IntVector.fromArray(INTS, state, 3 * LANES + lane + OTHER);
      int next = o + lane + OTHER;

      int left = cols;
      int element = 0;
      for (int done = 0; done < count; done++) {
        ((FloatVector) s0.add(s3).convert(I2F, 0)).mul(scale).intoArray(out, at + element);
        IntVector t = s1.lanewise(LSHL, 9);
        s2 = s2.lanewise(XOR, s0);
        s3 = s3.lanewise(XOR, s1);
        s1 = s1.lanewise(XOR, s2);
        s0 = s0.lanewise(XOR, s3);
        s2 = s2.lanewise(XOR, t);
        s3 =
            ROTATES
                ? s3.lanewise(ROL, 11)
                : s3.lanewise(LSHL, 11).lanewise(OR, s3.lanewise(LSHR, 21));
        if (PAIRS) {
          ((FloatVector) r0.add(r3).convert(I2F, 0)).mul(scale).intoArray(out, next + element);
          IntVector u = r1.lanewise(LSHL, 9);
          r2 = r2.lanewise(XOR, r0);
          r3 = r3.lanewise(XOR, r1);
          r1 = r1.lanewise(XOR, r2);
          r0 = r0.lanewise(XOR, r3);
          r2 = r2.lanewise(XOR, u);
          r3 =
              ROTATES
                  ? r3.lanewise(ROL, 11)
                  : r3.lanewise(LSHL, 11).lanewise(OR, r3.lanewise(LSHR, 21));
        }
        left--;
        element += left == 0 ? step + gap : step;
        left = left == 0 ? cols : left;
      }
      s0.intoArray(state, lane);
      s1.intoArray(state, LANES + lane);
      s2.intoArray(state, 2 * LANES + lane);
      s3.intoArray(state, 3 * LANES + lane);
      if (PAIRS) {
        r0.intoArray(state, lane + OTHER);
        r1.intoArray(state, LANES + lane + OTHER);
        r2.intoArray(state, 2 * LANES + lane + OTHER);
        r3.intoArray(state, 3 * LANES + lane + OTHER);
      }
    }
  }
}
