package org.iclsweep.lanes;

/**
 * Elementary functions as fixed chains of fused multiply-adds, the same bits on every machine.
 * Coefficients of logarithm, sine and cosine from Moshier's Cephes library (logf, sinf, cosf).
 *
 * @see <a href="https://www.netlib.org/cephes/">Cephes, single precision</a>
 */
final class Elementary {

  static final float[] LOG = {
    7.0376836292E-2f,
    -1.1514610310E-1f,
    1.1676998740E-1f,
    -1.2420140846E-1f,
    1.4249322787E-1f,
    -1.6668057665E-1f,
    2.0000714765E-1f,
    -2.4999993993E-1f,
    3.3333331174E-1f
  };

  /**
   * Bits of 1 and of sqrt(1/2): adding their difference to a float's bits rounds its exponent at
   * sqrt(2) 2^n.
   */
  static final int ONE = 0x3F800000;

  static final int ROOT_HALF = 0x3F3504F3;

  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;

  static final float SIN_2 = -1.9515295891E-4f;
  static final float SIN_1 = 8.3321608736E-3f;
  static final float SIN_0 = -1.6666654611E-1f;
  static final float COS_2 = 2.443315711809948E-5f;
  static final float COS_1 = -1.388731625493765E-3f;
  static final float COS_0 = 4.166664568298827E-2f;

  /**
   * Coefficients of e^r = 1 + r (EXP_1 + r (EXP_2 + ...)) for |r| up to ln(2) / 2: the least
   * largest relative error (2^-23.4) by Lawson's reweighted least squares in double, with the
   * constant held at 1 and each coefficient rounded to float, lowest first, before the higher ones
   * are fitted again.
   */
  static final float EXP_1 = 0x1.FFFFF6p-1f;

  static final float EXP_2 = 0x1.FFFDC6p-2f;
  static final float EXP_3 = 0x1.555A7Ap-3f;
  static final float EXP_4 = 0x1.573A24p-5f;
  static final float EXP_5 = 0x1.0FA32Cp-7f;

  static final float LOG2_E = 0x1.715476p0f;
  static final float MINUS_LN2 = -0x1.62E430p-1f;

  /**
   * 1.5 2^23 + 127. Adding it rounds to a whole number n, and leaves n + 127, which is the exponent
   * field of 2^n, in the low bits.
   */
  static final float EXP_ROUND = 0x1.8000FEp23f;

  /** Arguments below count as this one, whose n is -127: an exponent field of 0, so 2^n reads 0. */
  static final float EXP_LEAST = -88f;

  /** 2π / 2^24: one unit of a 24-bit turn, in radians. */
  static final float RADIANS = (float) (2 * Math.PI / (1 << 24));

  static final float QUARTERS_IN_RADIAN = (float) (2 / Math.PI);

  /** 1.5 2^23: adding it rounds to a whole number, which the low bits of the sum hold modulo 4. */
  static final float ROUND = 0x1.8p23f;

  /**
   * Minus π/2 in three floats, each the nearest to what those before leave. A quarter times the
   * first is subtracted exactly: the difference is below 1 and a multiple of 2^-23, or of the ulp
   * of a smaller argument.
   */
  static final float MINUS_QUARTER_HIGH = -0x1.921FB6p0f;

  static final float MINUS_QUARTER_MIDDLE = 0x1.777A5Cp-25f;
  static final float MINUS_QUARTER_LOW = 0x1.EE59DAp-50f;

  private Elementary() {}

  /**
   * Natural logarithm of {@code n 2^-24} for n from 1 to 2^24.
   *
   * <p><b>Error.</b> At most 1.5 ulp; exact at n = 2^24.
   */
  static float logOfFraction(int n) {
    int bits = Float.floatToRawIntBits((float) n) + ONE - ROOT_HALF;
    return log((bits >>> 23) - 127 - 24, Float.intBitsToFloat((bits & 0x7FFFFF) + ROOT_HALF) - 1f);
  }

  /** Natural logarithm of {@code 2^e (1 + x)} for 1 + x from sqrt(1/2) to sqrt(2). */
  static float log(float e, float x) {
    float z = x * x;
    float y = LOG[0];
    for (int k = 1; k < LOG.length; k++) {
      y = Math.fma(y, x, LOG[k]);
    }
    y = (y * x) * z;
    y = Math.fma(e, LN2_LOW, y);
    y = Math.fma(-0.5f, z, y);
    return Math.fma(e, LN2_HIGH, x + y);
  }

  /**
   * Sine of an angle of at most 8192 radians either way.
   *
   * <pre>  q = round(2x/π),  r = x - q π/2;   ±sin r for even q, ±cos r for odd q  </pre>
   *
   * <p><b>Error.</b> At most 2 ulp. NaN for NaN and infinities.
   *
   * <p><b>Cost.</b> 14 operations and 8 on bits.
   */
  static float sin(float x) {
    float t = Math.fma(x, QUARTERS_IN_RADIAN, ROUND);
    int quarters = Float.floatToRawIntBits(t);
    float q = t - ROUND;
    float r = Math.fma(q, MINUS_QUARTER_HIGH, x);
    r = Math.fma(q, MINUS_QUARTER_MIDDLE, r);
    r = Math.fma(q, MINUS_QUARTER_LOW, r);
    float wave = (quarters & 1) == 0 ? sinOfRemainder(r) : cosOfRemainder(r);
    return (quarters & 2) == 0 ? wave : -wave;
  }

  /** Quarter turns nearest to {@code k} 2^-24 turns: 0 to 4. */
  static int quarters(int k) {
    return (k + (1 << 21)) >>> 22;
  }

  /** Angle in radians that is left of {@code k} 2^-24 turns after its quarters: in [-π/4, π/4]. */
  static float remainder(int k) {
    return (k - (quarters(k) << 22)) * RADIANS;
  }

  /** Sine of a remainder; <b>error</b> at most 2 ulp, the angle's own rounding included. */
  static float sinOfRemainder(float x) {
    float z = x * x;
    float p = Math.fma(Math.fma(SIN_2, z, SIN_1), z, SIN_0);
    return Math.fma(p * z, x, x);
  }

  /** Cosine of a remainder; <b>error</b> at most 2 ulp, the angle's own rounding included. */
  static float cosOfRemainder(float x) {
    float z = x * x;
    float p = Math.fma(Math.fma(COS_2, z, COS_1), z, COS_0);
    return Math.fma(p * z, z, Math.fma(-0.5f, z, 1f));
  }

  /**
   * Exponential of {@code x <= 88.37}, the range of a softmax or a logistic function: their
   * arguments are never positive.
   *
   * <pre>  e^x = 2^n e^r,  n = round(x / ln 2),  r = x - n ln 2  </pre>
   *
   * <p>0 below -87.69 (= -126.5 ln 2), at -infinity too, and a subnormal number from there to
   * -87.34; NaN stays NaN.
   *
   * <p><b>Error.</b> At most {@code 2 + |x| / 25} ulp where the result is normal: ln 2 is one
   * float, which costs a twentieth of what rounding x to a float does.
   *
   * <p><b>Cost.</b> 12 operations.
   */
  static float exp(float x) {
    float y = x < EXP_LEAST ? EXP_LEAST : x;
    float t = Math.fma(y, LOG2_E, EXP_ROUND);
    float power = Float.intBitsToFloat(Float.floatToRawIntBits(t) << 23);
    float r = Math.fma(t - EXP_ROUND, MINUS_LN2, y);
    float p = Math.fma(Math.fma(EXP_5, r, EXP_4), r, EXP_3);
    p = Math.fma(Math.fma(p, r, EXP_2), r, EXP_1);
    return Math.fma(r * power, p, power);
  }
}
