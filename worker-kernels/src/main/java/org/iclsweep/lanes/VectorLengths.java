package org.iclsweep.lanes;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.INTS;
import static org.iclsweep.lanes.Registers.WIDTH;
import static org.iclsweep.lanes.VectorRandom.EXPONENT;
import static org.iclsweep.lanes.VectorRandom.RADIUS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Lengths of normal vectors, by the logarithm of a product of uniform draws. What the scratch words
 * of a generator's state hold passes from one small method to the next, as in {@link VectorRandom}.
 */
final class VectorLengths {

  private VectorLengths() {}

  static void lengthen(LaneMatrix out, int[] state, int pairs, float scale) {
    float factor = -2 * scale * scale;
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        Arrays.fill(state, EXPONENT, EXPONENT + LANES, -24 * pairs);
        Arrays.fill(state, RADIUS, RADIUS + LANES, Elementary.ONE);
        for (int done = 0; done < pairs; done += ScalarLengths.FACTORS) {
          multiply(state, Math.min(ScalarLengths.FACTORS, pairs - done));
        }
        subtractOne(state);
        VectorRandom.logarithms(state, 1);
        lengthen(out.data, out.index(r, c), state, factor);
      }
    }
  }

  /** Multiplies the product by draws, and takes out its exponent. */
  private static void multiply(int[] state, int draws) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector s0 = IntVector.fromArray(INTS, state, lane);
      IntVector s1 = IntVector.fromArray(INTS, state, LANES + lane);
      IntVector s2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
      IntVector s3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
      FloatVector product = IntVector.fromArray(INTS, state, RADIUS + lane).reinterpretAsFloats();
      for (int draw = 0; draw < draws; draw++) {
        product = product.mul((FloatVector) s0.add(s3).lanewise(LSHR, 8).add(1).convert(I2F, 0));
        IntVector t = s1.lanewise(LSHL, 9);
        s2 = s2.lanewise(XOR, s0);
        s3 = s3.lanewise(XOR, s1);
        s1 = s1.lanewise(XOR, s2);
        s0 = s0.lanewise(XOR, s3);
        s2 = s2.lanewise(XOR, t);
        s3 = s3.lanewise(LSHL, 11).lanewise(OR, s3.lanewise(LSHR, 21));
      }
      s0.intoArray(state, lane);
      s1.intoArray(state, LANES + lane);
      s2.intoArray(state, 2 * LANES + lane);
      s3.intoArray(state, 3 * LANES + lane);
      IntVector bits = product.reinterpretAsInts().add(Elementary.ONE - Elementary.ROOT_HALF);
      bits.lanewise(LSHR, 23)
          .sub(127)
          .add(IntVector.fromArray(INTS, state, EXPONENT + lane))
          .intoArray(state, EXPONENT + lane);
      bits.lanewise(AND, 0x7FFFFF).add(Elementary.ROOT_HALF).intoArray(state, RADIUS + lane);
    }
  }

  /** From the product to what the series of its logarithm is in. */
  private static void subtractOne(int[] state) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector.fromArray(INTS, state, RADIUS + lane)
          .reinterpretAsFloats()
          .sub(1f)
          .reinterpretAsInts()
          .intoArray(state, RADIUS + lane);
    }
  }

  private static void lengthen(float[] out, int at, int[] state, float factor) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector length = FloatVector.fromArray(FLOATS, out, at + lane);
      FloatVector square =
          IntVector.fromArray(INTS, state, RADIUS + lane).reinterpretAsFloats().mul(factor);
      length.fma(length, square).sqrt().intoArray(out, at + lane);
    }
  }
}
