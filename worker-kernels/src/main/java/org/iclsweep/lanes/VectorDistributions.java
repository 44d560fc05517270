package org.iclsweep.lanes;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.INTS;
import static org.iclsweep.lanes.Registers.WIDTH;
import static org.iclsweep.lanes.VectorRandom.SCRATCH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Draws from distributions that training rarely needs, and choices. What the scratch words of a
 * generator's state hold passes from one small method to the next, as in {@link VectorRandom}.
 */
final class VectorDistributions {

  private VectorDistributions() {}

  static void fillExponential(LaneMatrix out, int[] state, float scale) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        exponential(out.data, out.index(r, c), state, scale);
      }
    }
  }

  static void fillLaplace(LaneMatrix out, int[] state, float scale) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        exponential(out.data, out.index(r, c), state, scale);
        VectorRandom.draw(state);
        sign(out.data, out.index(r, c), state);
      }
    }
  }

  private static void exponential(float[] out, int at, int[] state, float scale) {
    VectorRandom.draw(state);
    VectorRandom.mantissas(state, 1);
    VectorRandom.logarithms(state, 1);
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector.fromArray(INTS, state, SCRATCH + lane)
          .reinterpretAsFloats()
          .mul(-scale)
          .intoArray(out, at + lane);
    }
  }

  /** Turns the sign where the highest of the scratch word's 24 bits is set. */
  private static void sign(float[] out, int at, int[] state) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector top =
          IntVector.fromArray(INTS, state, SCRATCH + lane).lanewise(LSHR, 23).lanewise(LSHL, 31);
      FloatVector.fromArray(FLOATS, out, at + lane)
          .reinterpretAsInts()
          .lanewise(XOR, top)
          .reinterpretAsFloats()
          .intoArray(out, at + lane);
    }
  }

  static void fillOneHot(LaneMatrix out, int[] state) {
    VectorRandom.draw(state);
    for (int c = 0; c < out.cols(); c++) {
      choice(out.data, out.index(0, c), state, c, out.cols());
    }
  }

  private static void choice(float[] out, int at, int[] state, int column, int columns) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector chosen =
          IntVector.fromArray(INTS, state, SCRATCH + lane).mul(columns).lanewise(LSHR, 24);
      // a number or its negative has the sign bit set, unless it is 0
      IntVector other = chosen.sub(column);
      IntVector differs = other.lanewise(OR, other.neg()).lanewise(LSHR, 31);
      ((FloatVector) differs.lanewise(XOR, 1).convert(I2F, 0)).intoArray(out, at + lane);
    }
  }

  static void replaceSample(LaneMatrix out, LaneMatrix x, int[] state, int count) {
    int o = out.index(0, 0);
    int p = x.index(0, 0);
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      sample(
          out.data,
          o + lane,
          out.rowStride,
          x.data,
          p + lane,
          x.rowStride,
          out.rows(),
          state,
          lane,
          count);
    }
  }

  /** One register's lanes: what is left to take stays in a register, and so does the generator. */
  private static void sample(
      float[] out,
      int o,
      int outStep,
      float[] in,
      int p,
      int inStep,
      int rows,
      int[] state,
      int lane,
      float count) {
    IntVector s0 = IntVector.fromArray(INTS, state, lane);
    IntVector s1 = IntVector.fromArray(INTS, state, LANES + lane);
    IntVector s2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
    IntVector s3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
    FloatVector left = FloatVector.broadcast(FLOATS, count);
    for (int t = 0; t < rows; t++) {
      IntVector bits = s0.add(s3).lanewise(LSHR, 8);
      IntVector shifted = s1.lanewise(LSHL, 9);
      s2 = s2.lanewise(XOR, s0);
      s3 = s3.lanewise(XOR, s1);
      s1 = s1.lanewise(XOR, s2);
      s0 = s0.lanewise(XOR, s3);
      s2 = s2.lanewise(XOR, shifted);
      s3 = s3.lanewise(LSHL, 11).lanewise(OR, s3.lanewise(LSHR, 21));
      // all ones where the difference is negative
      IntVector taken =
          ((FloatVector) bits.convert(I2F, 0))
              .mul((rows - t) * 0x1p-24f)
              .sub(left)
              .reinterpretAsInts()
              .lanewise(ASHR, 31);
      left = left.add((FloatVector) taken.convert(I2F, 0));
      IntVector old = FloatVector.fromArray(FLOATS, out, o + t * outStep).reinterpretAsInts();
      FloatVector.fromArray(FLOATS, in, p + t * inStep)
          .reinterpretAsInts()
          .lanewise(XOR, old)
          .lanewise(AND, taken)
          .lanewise(XOR, old)
          .reinterpretAsFloats()
          .intoArray(out, o + t * outStep);
    }
    s0.intoArray(state, lane);
    s1.intoArray(state, LANES + lane);
    s2.intoArray(state, 2 * LANES + lane);
    s3.intoArray(state, 3 * LANES + lane);
  }
}
