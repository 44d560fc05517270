package org.iclsweep.lanes;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.iclsweep.lanes.Elementary.COS_0;
import static org.iclsweep.lanes.Elementary.COS_1;
import static org.iclsweep.lanes.Elementary.COS_2;
import static org.iclsweep.lanes.Elementary.LOG;
import static org.iclsweep.lanes.Elementary.SIN_0;
import static org.iclsweep.lanes.Elementary.SIN_1;
import static org.iclsweep.lanes.Elementary.SIN_2;
import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.INTS;
import static org.iclsweep.lanes.Registers.WIDTH;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.iclsweep.random.Threefry4x32;

/**
 * Random draws, one generator a lane.
 *
 * <p>Everything is written out: where a method of ours takes or returns a vector, the compiler
 * refuses to inline it once it has been compiled on its own, and then boxes every vector that
 * passes. Rotations are two shifts, since JDK 17 does not compile a rotation by a constant to one
 * instruction.
 */
final class VectorRandom {

  /** Where the scratch words of a generator's state start. */
  static final int SCRATCH = 4 * LANES;

  /** Pairs of normals that are made at a time. */
  private static final int PAIRS = 8;

  /** Where their radii, what they are made of, and their angles start. */
  static final int RADIUS = SCRATCH;

  static final int EXPONENT = RADIUS + PAIRS * LANES;
  private static final int ANGLE = EXPONENT + PAIRS * LANES;

  /** Whether the compiler turns a rotation by a constant into one instruction. */
  static final boolean ROTATES = Runtime.version().feature() >= 21;

  /** 0 to 15. */
  private static final int[] NUMBERS = IntStream.range(0, LANES).toArray();

  private VectorRandom() {}

  static void seed(int[] state, long seed, int stream, int step, int firstTask) {
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    int k2 = stream;
    int k4 = Threefry4x32.PARITY ^ k0 ^ k1 ^ k2;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector.fromArray(INTS, NUMBERS, lane).add(firstTask + k0).intoArray(state, lane);
      IntVector.broadcast(INTS, step + k1).intoArray(state, LANES + lane);
      IntVector.broadcast(INTS, k2).intoArray(state, 2 * LANES + lane);
      IntVector.zero(INTS).intoArray(state, 3 * LANES + lane);
    }
    // the key schedule is k0, k1, k2, k3 = 0, k4, each block starting one word later
    firstRounds(state, k1, k2, 0, k4 + 1);
    secondRounds(state, k2, 0, k4, k0 + 2);
    firstRounds(state, 0, k4, k0, k1 + 3);
    secondRounds(state, k4, k0, k1, k2 + 4);
    firstRounds(state, k0, k1, k2, 5);
  }

  /**
   * Rounds 0 to 3 of every 8, and the key words that follow: of all lanes, since the rounds of one
   * register wait for one another.
   */
  private static void firstRounds(int[] state, int a0, int a1, int a2, int a3) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      firstRounds(state, lane, a0, a1, a2, a3);
    }
  }

  private static void firstRounds(int[] state, int lane, int a0, int a1, int a2, int a3) {
    IntVector x0 = IntVector.fromArray(INTS, state, lane);
    IntVector x1 = IntVector.fromArray(INTS, state, LANES + lane);
    IntVector x2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
    IntVector x3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
    x0 = x0.add(x1);
    x1 = x1.lanewise(LSHL, 10).lanewise(OR, x1.lanewise(LSHR, 22)).lanewise(XOR, x0);
    x2 = x2.add(x3);
    x3 = x3.lanewise(LSHL, 26).lanewise(OR, x3.lanewise(LSHR, 6)).lanewise(XOR, x2);
    x0 = x0.add(x3);
    x3 = x3.lanewise(LSHL, 11).lanewise(OR, x3.lanewise(LSHR, 21)).lanewise(XOR, x0);
    x2 = x2.add(x1);
    x1 = x1.lanewise(LSHL, 21).lanewise(OR, x1.lanewise(LSHR, 11)).lanewise(XOR, x2);
    x0 = x0.add(x1);
    x1 = x1.lanewise(LSHL, 13).lanewise(OR, x1.lanewise(LSHR, 19)).lanewise(XOR, x0);
    x2 = x2.add(x3);
    x3 = x3.lanewise(LSHL, 27).lanewise(OR, x3.lanewise(LSHR, 5)).lanewise(XOR, x2);
    x0 = x0.add(x3);
    x3 = x3.lanewise(LSHL, 23).lanewise(OR, x3.lanewise(LSHR, 9)).lanewise(XOR, x0);
    x2 = x2.add(x1);
    x1 = x1.lanewise(LSHL, 5).lanewise(OR, x1.lanewise(LSHR, 27)).lanewise(XOR, x2);
    x0.add(a0).intoArray(state, lane);
    x1.add(a1).intoArray(state, LANES + lane);
    x2.add(a2).intoArray(state, 2 * LANES + lane);
    x3.add(a3).intoArray(state, 3 * LANES + lane);
  }

  /** Rounds 4 to 7 of every 8, and the key words that follow. */
  private static void secondRounds(int[] state, int a0, int a1, int a2, int a3) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      secondRounds(state, lane, a0, a1, a2, a3);
    }
  }

  private static void secondRounds(int[] state, int lane, int a0, int a1, int a2, int a3) {
    IntVector x0 = IntVector.fromArray(INTS, state, lane);
    IntVector x1 = IntVector.fromArray(INTS, state, LANES + lane);
    IntVector x2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
    IntVector x3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
    x0 = x0.add(x1);
    x1 = x1.lanewise(LSHL, 6).lanewise(OR, x1.lanewise(LSHR, 26)).lanewise(XOR, x0);
    x2 = x2.add(x3);
    x3 = x3.lanewise(LSHL, 20).lanewise(OR, x3.lanewise(LSHR, 12)).lanewise(XOR, x2);
    x0 = x0.add(x3);
    x3 = x3.lanewise(LSHL, 17).lanewise(OR, x3.lanewise(LSHR, 15)).lanewise(XOR, x0);
    x2 = x2.add(x1);
    x1 = x1.lanewise(LSHL, 11).lanewise(OR, x1.lanewise(LSHR, 21)).lanewise(XOR, x2);
    x0 = x0.add(x1);
    x1 = x1.lanewise(LSHL, 25).lanewise(OR, x1.lanewise(LSHR, 7)).lanewise(XOR, x0);
    x2 = x2.add(x3);
    x3 = x3.lanewise(LSHL, 10).lanewise(OR, x3.lanewise(LSHR, 22)).lanewise(XOR, x2);
    x0 = x0.add(x3);
    x3 = x3.lanewise(LSHL, 18).lanewise(OR, x3.lanewise(LSHR, 14)).lanewise(XOR, x0);
    x2 = x2.add(x1);
    x1 = x1.lanewise(LSHL, 20).lanewise(OR, x1.lanewise(LSHR, 12)).lanewise(XOR, x2);
    x0.add(a0).intoArray(state, lane);
    x1.add(a1).intoArray(state, LANES + lane);
    x2.add(a2).intoArray(state, 2 * LANES + lane);
    x3.add(a3).intoArray(state, 3 * LANES + lane);
  }

  /**
   * Box and Muller's transform, up to eight pairs of each lane at a time, in five methods, since
   * the compiler boxes vectors in a method past its limit of inlined code. Between them the pairs
   * lie in the scratch words.
   */
  static void fillNormal(LaneMatrix out, int[] state, float scale) {
    int elements = out.rows() * out.cols();
    for (int from = 0; from < elements; from += 2 * PAIRS) {
      int to = Math.min(from + 2 * PAIRS, elements);
      int pairs = (to - from + 1) / 2;
      drawPairs(state, pairs);
      mantissas(state, pairs);
      logarithms(state, pairs);
      radii(state, pairs, scale);
      for (int pair = 0; pair < pairs; pair++) {
        int element = from + 2 * pair;
        int first = index(out, element);
        turn(out.data, first, element + 1 < to ? index(out, element + 1) : first, state, pair);
      }
    }
  }

  /** The top 24 bits of two draws of each lane for each pair. */
  private static void drawPairs(int[] state, int pairs) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector s0 = IntVector.fromArray(INTS, state, lane);
      IntVector s1 = IntVector.fromArray(INTS, state, LANES + lane);
      IntVector s2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
      IntVector s3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
      for (int draw = 0; draw < 2 * pairs; draw++) {
        s0.add(s3)
            .lanewise(LSHR, 8)
            .intoArray(state, ((draw & 1) == 0 ? RADIUS : ANGLE) + (draw >> 1) * LANES + lane);
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
    }
  }

  /**
   * {@link Elementary#logOfFraction} of the scratch words plus 1: splits each into an exponent and
   * a mantissa minus 1, which takes its place.
   */
  static void mantissas(int[] state, int pairs) {
    for (int k = 0; k < pairs * LANES; k += WIDTH) {
      IntVector bits =
          ((FloatVector) IntVector.fromArray(INTS, state, RADIUS + k).add(1).convert(I2F, 0))
              .reinterpretAsInts()
              .add(Elementary.ONE - Elementary.ROOT_HALF);
      bits.lanewise(LSHR, 23).sub(127 + 24).intoArray(state, EXPONENT + k);
      bits.lanewise(AND, 0x7FFFFF)
          .add(Elementary.ROOT_HALF)
          .reinterpretAsFloats()
          .sub(1f)
          .reinterpretAsInts()
          .intoArray(state, RADIUS + k);
    }
  }

  /** The series of the logarithm, and the exponent's part; in place of the mantissas. */
  static void logarithms(int[] state, int pairs) {
    for (int k = 0; k < pairs * LANES; k += WIDTH) {
      FloatVector x = IntVector.fromArray(INTS, state, RADIUS + k).reinterpretAsFloats();
      FloatVector e = (FloatVector) IntVector.fromArray(INTS, state, EXPONENT + k).convert(I2F, 0);
      FloatVector z = x.mul(x);
      FloatVector y =
          FloatVector.broadcast(FLOATS, LOG[0])
              .fma(x, FloatVector.broadcast(FLOATS, LOG[1]))
              .fma(x, FloatVector.broadcast(FLOATS, LOG[2]))
              .fma(x, FloatVector.broadcast(FLOATS, LOG[3]))
              .fma(x, FloatVector.broadcast(FLOATS, LOG[4]))
              .fma(x, FloatVector.broadcast(FLOATS, LOG[5]))
              .fma(x, FloatVector.broadcast(FLOATS, LOG[6]))
              .fma(x, FloatVector.broadcast(FLOATS, LOG[7]))
              .fma(x, FloatVector.broadcast(FLOATS, LOG[8]))
              .mul(x)
              .mul(z);
      y = e.fma(FloatVector.broadcast(FLOATS, Elementary.LN2_LOW), y);
      y = z.fma(FloatVector.broadcast(FLOATS, -0.5f), y);
      e.fma(FloatVector.broadcast(FLOATS, Elementary.LN2_HIGH), x.add(y))
          .reinterpretAsInts()
          .intoArray(state, RADIUS + k);
    }
  }

  /** Replaces ln u by {@code scale sqrt(-2 ln u)}. */
  private static void radii(int[] state, int pairs, float scale) {
    for (int k = 0; k < pairs * LANES; k += WIDTH) {
      IntVector.fromArray(INTS, state, RADIUS + k)
          .reinterpretAsFloats()
          .mul(-2f)
          .sqrt()
          .mul(scale)
          .reinterpretAsInts()
          .intoArray(state, RADIUS + k);
    }
  }

  /** The top 24 bits of one draw of each lane, to the scratch words. */
  static void draw(int[] state) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector s0 = IntVector.fromArray(INTS, state, lane);
      IntVector s1 = IntVector.fromArray(INTS, state, LANES + lane);
      IntVector s2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
      IntVector s3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
      s0.add(s3).lanewise(LSHR, 8).intoArray(state, SCRATCH + lane);
      IntVector t = s1.lanewise(LSHL, 9);
      s2 = s2.lanewise(XOR, s0);
      s3 = s3.lanewise(XOR, s1);
      s1.lanewise(XOR, s2).intoArray(state, LANES + lane);
      s0.lanewise(XOR, s3).intoArray(state, lane);
      s2.lanewise(XOR, t).intoArray(state, 2 * LANES + lane);
      s3.lanewise(LSHL, 11).lanewise(OR, s3.lanewise(LSHR, 21)).intoArray(state, 3 * LANES + lane);
    }
  }

  /** From the radius and the angle of a pair to two normals; first = second drops the second. */
  private static void turn(float[] out, int first, int second, int[] state, int pair) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector k = IntVector.fromArray(INTS, state, ANGLE + pair * LANES + lane);
      IntVector quarters = k.add(1 << 21).lanewise(LSHR, 22);
      FloatVector x =
          ((FloatVector) k.sub(quarters.lanewise(LSHL, 22)).convert(I2F, 0))
              .mul(Elementary.RADIANS);
      FloatVector z = x.mul(x);
      FloatVector sin =
          FloatVector.broadcast(FLOATS, SIN_2)
              .fma(z, FloatVector.broadcast(FLOATS, SIN_1))
              .fma(z, FloatVector.broadcast(FLOATS, SIN_0))
              .mul(z)
              .fma(x, x);
      FloatVector cos =
          FloatVector.broadcast(FLOATS, COS_2)
              .fma(z, FloatVector.broadcast(FLOATS, COS_1))
              .fma(z, FloatVector.broadcast(FLOATS, COS_0))
              .mul(z)
              .fma(
                  z,
                  z.fma(FloatVector.broadcast(FLOATS, -0.5f), FloatVector.broadcast(FLOATS, 1f)));
      // odd numbers of quarters exchange sine and cosine; bit 1 moves to the sign
      IntVector sinBits = sin.reinterpretAsInts();
      IntVector cosBits = cos.reinterpretAsInts();
      IntVector exchange =
          sinBits.lanewise(XOR, cosBits).lanewise(AND, quarters.lanewise(AND, 1).neg());
      IntVector sineSign = quarters.lanewise(AND, 2).lanewise(LSHL, 30);
      IntVector cosineSign = quarters.add(1).lanewise(AND, 2).lanewise(LSHL, 30);
      FloatVector sine =
          sinBits.lanewise(XOR, exchange).lanewise(XOR, sineSign).reinterpretAsFloats();
      FloatVector cosine =
          cosBits.lanewise(XOR, exchange).lanewise(XOR, cosineSign).reinterpretAsFloats();
      FloatVector radius =
          IntVector.fromArray(INTS, state, RADIUS + pair * LANES + lane).reinterpretAsFloats();
      radius.mul(sine).intoArray(out, second + lane);
      radius.mul(cosine).intoArray(out, first + lane);
    }
  }

  private static int index(LaneMatrix m, int element) {
    return m.index(element / m.cols(), element % m.cols());
  }
}
