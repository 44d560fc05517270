package org.iclsweep.lanes;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.INTS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.iclsweep.random.Threefry4x32;

/** Random draws, one generator a lane. */
final class VectorRandom {

  /** Where the scratch words of a generator's state start. */
  private static final int SCRATCH = 4 * LANES;

  private VectorRandom() {}

  static void seed(int[] state, long seed, int stream, int step, int firstTask) {
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    int k2 = stream;
    int k4 = Threefry4x32.PARITY ^ k0 ^ k1 ^ k2;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector.broadcast(INTS, firstTask + lane + k0).addIndex(1).intoArray(state, lane);
      IntVector.broadcast(INTS, step + k1).intoArray(state, LANES + lane);
      IntVector.broadcast(INTS, k2).intoArray(state, 2 * LANES + lane);
      IntVector.zero(INTS).intoArray(state, 3 * LANES + lane);
    }
    // the key schedule is k0, k1, k2, k3 = 0, k4, each block starting one word later
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      firstRounds(state, lane, k1, k2, 0, k4 + 1);
      secondRounds(state, lane, k2, 0, k4, k0 + 2);
      firstRounds(state, lane, 0, k4, k0, k1 + 3);
      secondRounds(state, lane, k4, k0, k1, k2 + 4);
      firstRounds(state, lane, k0, k1, k2, 5);
    }
  }

  /** Rounds 0 to 3 of every 8, and the key words that follow. */
  private static void firstRounds(int[] state, int lane, int a0, int a1, int a2, int a3) {
    IntVector x0 = IntVector.fromArray(INTS, state, lane);
    IntVector x1 = IntVector.fromArray(INTS, state, LANES + lane);
    IntVector x2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
    IntVector x3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
    x0 = x0.add(x1);
    x1 = rotate(x1, 10).lanewise(XOR, x0);
    x2 = x2.add(x3);
    x3 = rotate(x3, 26).lanewise(XOR, x2);
    x0 = x0.add(x3);
    x3 = rotate(x3, 11).lanewise(XOR, x0);
    x2 = x2.add(x1);
    x1 = rotate(x1, 21).lanewise(XOR, x2);
    x0 = x0.add(x1);
    x1 = rotate(x1, 13).lanewise(XOR, x0);
    x2 = x2.add(x3);
    x3 = rotate(x3, 27).lanewise(XOR, x2);
    x0 = x0.add(x3);
    x3 = rotate(x3, 23).lanewise(XOR, x0);
    x2 = x2.add(x1);
    x1 = rotate(x1, 5).lanewise(XOR, x2);
    x0.add(a0).intoArray(state, lane);
    x1.add(a1).intoArray(state, LANES + lane);
    x2.add(a2).intoArray(state, 2 * LANES + lane);
    x3.add(a3).intoArray(state, 3 * LANES + lane);
  }

  /** Rounds 4 to 7 of every 8, and the key words that follow. */
  private static void secondRounds(int[] state, int lane, int a0, int a1, int a2, int a3) {
    IntVector x0 = IntVector.fromArray(INTS, state, lane);
    IntVector x1 = IntVector.fromArray(INTS, state, LANES + lane);
    IntVector x2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
    IntVector x3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
    x0 = x0.add(x1);
    x1 = rotate(x1, 6).lanewise(XOR, x0);
    x2 = x2.add(x3);
    x3 = rotate(x3, 20).lanewise(XOR, x2);
    x0 = x0.add(x3);
    x3 = rotate(x3, 17).lanewise(XOR, x0);
    x2 = x2.add(x1);
    x1 = rotate(x1, 11).lanewise(XOR, x2);
    x0 = x0.add(x1);
    x1 = rotate(x1, 25).lanewise(XOR, x0);
    x2 = x2.add(x3);
    x3 = rotate(x3, 10).lanewise(XOR, x2);
    x0 = x0.add(x3);
    x3 = rotate(x3, 18).lanewise(XOR, x0);
    x2 = x2.add(x1);
    x1 = rotate(x1, 20).lanewise(XOR, x2);
    x0.add(a0).intoArray(state, lane);
    x1.add(a1).intoArray(state, LANES + lane);
    x2.add(a2).intoArray(state, 2 * LANES + lane);
    x3.add(a3).intoArray(state, 3 * LANES + lane);
  }

  /** Shifts, since JDK 17 does not compile ROL by a constant to one instruction. */
  private static IntVector rotate(IntVector x, int distance) {
    return x.lanewise(LSHL, distance).lanewise(OR, x.lanewise(LSHR, 32 - distance));
  }

  static void fillUniform(LaneMatrix out, int[] state, float range) {
    float scale = range * 0x1p-23f;
    float shift = range * (0x1p-24f - 1f);
    for (int r = 0; r < out.rows(); r++) {
      uniformRow(out.data, out.index(r, 0), out.colStride, out.cols(), state, scale, shift);
    }
  }

  /**
   * One row a call: with the loop over rows inside, JDK 17 boxes the generator's words at every
   * draw.
   */
  private static void uniformRow(
      float[] out, int o, int step, int cols, int[] state, float scale, float shift) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector s0 = IntVector.fromArray(INTS, state, lane);
      IntVector s1 = IntVector.fromArray(INTS, state, LANES + lane);
      IntVector s2 = IntVector.fromArray(INTS, state, 2 * LANES + lane);
      IntVector s3 = IntVector.fromArray(INTS, state, 3 * LANES + lane);
      int at = o + lane;
      for (int c = 0; c < cols; c++) {
        IntVector draw = s0.add(s3);
        IntVector t = s1.lanewise(LSHL, 9);
        s2 = s2.lanewise(XOR, s0);
        s3 = s3.lanewise(XOR, s1);
        s1 = s1.lanewise(XOR, s2);
        s0 = s0.lanewise(XOR, s3);
        s2 = s2.lanewise(XOR, t);
        s3 = rotate(s3, 11);
        toFloats(draw.lanewise(LSHR, 8))
            .fma(FloatVector.broadcast(FLOATS, scale), FloatVector.broadcast(FLOATS, shift))
            .intoArray(out, at);
        at += step;
      }
      s0.intoArray(state, lane);
      s1.intoArray(state, LANES + lane);
      s2.intoArray(state, 2 * LANES + lane);
      s3.intoArray(state, 3 * LANES + lane);
    }
  }

  /**
   * Box and Muller's transform in four methods, since the compiler boxes vectors in a method past
   * its limit of inlined code.
   */
  static void fillNormal(LaneMatrix out, int[] state, float scale) {
    int elements = out.rows() * out.cols();
    for (int element = 0; element < elements; element += 2) {
      boolean pair = element + 1 < elements;
      int first = index(out, element);
      draw(state);
      logarithm(out.data, first, state);
      radius(out.data, first, scale);
      draw(state);
      turn(out.data, first, pair ? index(out, element + 1) : first, state);
    }
  }

  /** The top 24 bits of one draw of each lane, to the scratch words. */
  private static void draw(int[] state) {
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
      rotate(s3, 11).intoArray(state, 3 * LANES + lane);
    }
  }

  /** {@link Elementary#logOfFraction} of the scratch words plus 1. */
  private static void logarithm(float[] out, int at, int[] state) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector bits =
          toFloats(IntVector.fromArray(INTS, state, SCRATCH + lane).add(1))
              .reinterpretAsInts()
              .add(Elementary.ONE - Elementary.ROOT_HALF);
      FloatVector e = toFloats(bits.lanewise(LSHR, 23).sub(127 + 24));
      FloatVector x =
          bits.lanewise(AND, 0x7FFFFF).add(Elementary.ROOT_HALF).reinterpretAsFloats().sub(1f);
      FloatVector z = x.mul(x);
      FloatVector y = logSeries(x).mul(x).mul(z);
      y = e.fma(FloatVector.broadcast(FLOATS, Elementary.LN2_LOW), y);
      y = z.fma(FloatVector.broadcast(FLOATS, -0.5f), y);
      e.fma(FloatVector.broadcast(FLOATS, Elementary.LN2_HIGH), x.add(y)).intoArray(out, at + lane);
    }
  }

  /** Replaces ln u by {@code scale sqrt(-2 ln u)}. */
  private static void radius(float[] data, int at, float scale) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector log = FloatVector.fromArray(FLOATS, data, at + lane);
      log.mul(-2f).sqrt().mul(scale).intoArray(data, at + lane);
    }
  }

  /**
   * From the radius and the scratch word of each lane to two normals; first = second drops the
   * second.
   */
  private static void turn(float[] out, int first, int second, int[] state) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      IntVector k = IntVector.fromArray(INTS, state, SCRATCH + lane);
      IntVector quarters = k.add(1 << 21).lanewise(LSHR, 22);
      FloatVector x = toFloats(k.sub(quarters.lanewise(LSHL, 22))).mul(Elementary.RADIANS);
      FloatVector z = x.mul(x);
      FloatVector sin = sinOfRemainder(x, z);
      FloatVector cos = cosOfRemainder(z);
      // odd numbers of quarters exchange sine and cosine; bit 1 moves to the sign
      IntVector sinBits = sin.reinterpretAsInts();
      IntVector cosBits = cos.reinterpretAsInts();
      IntVector exchange =
          sinBits.lanewise(XOR, cosBits).lanewise(AND, quarters.lanewise(AND, 1).neg());
      IntVector sineSign = quarters.lanewise(AND, 2).lanewise(LSHL, 30);
      IntVector cosineSign = quarters.add(1).lanewise(AND, 2).lanewise(LSHL, 30);
      FloatVector sine = flip(sinBits.lanewise(XOR, exchange), sineSign);
      FloatVector cosine = flip(cosBits.lanewise(XOR, exchange), cosineSign);
      FloatVector radius = FloatVector.fromArray(FLOATS, out, first + lane);
      radius.mul(sine).intoArray(out, second + lane);
      radius.mul(cosine).intoArray(out, first + lane);
    }
  }

  private static int index(LaneMatrix m, int element) {
    return m.index(element / m.cols(), element % m.cols());
  }

  private static FloatVector toFloats(IntVector x) {
    return (FloatVector) x.convert(VectorOperators.I2F, 0);
  }

  private static FloatVector flip(IntVector bits, IntVector sign) {
    return bits.lanewise(XOR, sign).reinterpretAsFloats();
  }

  private static FloatVector logSeries(FloatVector x) {
    FloatVector y = FloatVector.broadcast(FLOATS, Elementary.LOG[0]);
    y = term(y, x, Elementary.LOG[1]);
    y = term(y, x, Elementary.LOG[2]);
    y = term(y, x, Elementary.LOG[3]);
    y = term(y, x, Elementary.LOG[4]);
    y = term(y, x, Elementary.LOG[5]);
    y = term(y, x, Elementary.LOG[6]);
    y = term(y, x, Elementary.LOG[7]);
    return term(y, x, Elementary.LOG[8]);
  }

  private static FloatVector sinOfRemainder(FloatVector x, FloatVector z) {
    FloatVector p =
        term(
            term(FloatVector.broadcast(FLOATS, Elementary.SIN_2), z, Elementary.SIN_1),
            z,
            Elementary.SIN_0);
    return p.mul(z).fma(x, x);
  }

  private static FloatVector cosOfRemainder(FloatVector z) {
    FloatVector p =
        term(
            term(FloatVector.broadcast(FLOATS, Elementary.COS_2), z, Elementary.COS_1),
            z,
            Elementary.COS_0);
    FloatVector head =
        z.fma(FloatVector.broadcast(FLOATS, -0.5f), FloatVector.broadcast(FLOATS, 1f));
    return p.mul(z).fma(z, head);
  }

  /** One step of Horner's scheme: y x + coefficient. */
  private static FloatVector term(FloatVector y, FloatVector x, float coefficient) {
    return y.fma(x, FloatVector.broadcast(FLOATS, coefficient));
  }
}
