package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Errors in units in the last place against StrictMath in double, over every argument there is. */
class ElementaryTest {

  @Test
  void logarithmIsWithinItsStatedErrorOnEveryArgument() {
    double worst =
        worstUlp(
            1, (1 << 24) - 1, n -> Elementary.logOfFraction(n), n -> StrictMath.log(n * 0x1p-24));
    assertThat(worst).isLessThan(1.5);
    assertThat(Elementary.logOfFraction(1 << 24)).isZero();
  }

  @Test
  void sineAndCosineAreWithinTheirStatedErrorOnEveryTurn() {
    // the argument itself is rounded once: measured against the exact angle k 2π / 2^24
    IntToDoubleFunction angle =
        k -> (k - (Elementary.quarters(k) << 22)) * (2 * Math.PI / (1 << 24));
    assertThat(
            worstUlp(
                0,
                (1 << 24) - 1,
                k -> Elementary.sinOfRemainder(Elementary.remainder(k)),
                k -> StrictMath.sin(angle.applyAsDouble(k))))
        .isLessThan(2);
    assertThat(
            worstUlp(
                0,
                (1 << 24) - 1,
                k -> Elementary.cosOfRemainder(Elementary.remainder(k)),
                k -> StrictMath.cos(angle.applyAsDouble(k))))
        .isLessThan(2);
  }

  /** Every seventh float, both signs: 7 is prime to every power of two, so all low bits occur. */
  @Test
  void exponentialIsWithinItsStatedErrorWhereItIsNormal() {
    int last = Float.floatToRawIntBits(87.336f);
    for (int bits = Float.floatToRawIntBits(0x1p-26f); bits <= last; bits += 7) {
      float x = Float.intBitsToFloat(bits);
      assertExponential(x);
      assertExponential(-x);
    }
  }

  private static void assertExponential(float x) {
    double truth = StrictMath.exp(x);
    double error = Math.abs(Elementary.exp(x) - truth);
    if (error > (2 + Math.abs(x) / 25) * Math.ulp((float) truth)) {
      fail("exp(%s) is %s, not %s", x, Elementary.exp(x), truth);
    }
  }

  @Test
  void exponentialEndsAtZero() {
    assertThat(Elementary.exp(0f)).isEqualTo(1f);
    assertThat(Elementary.exp(-0f)).isEqualTo(1f);
    assertThat(Elementary.exp(-Float.MIN_VALUE)).isEqualTo(1f);
    for (float x : new float[] {-87.69f, -88f, -1e4f, -1e30f, Float.NEGATIVE_INFINITY}) {
      assertThat(Elementary.exp(x)).as("exp(%s)", x).isEqualTo(0f);
    }
  }

  /**
   * Half an ulp of a subnormal number is 2^-150, a tenth of a millionth of the smallest normal one.
   */
  @Test
  void exponentialIsSubnormalForATheLastThirdOfOneBeforeZero() {
    for (float x = -87.337f; x > -87.68f; x -= 0.001f) {
      assertThat((double) Elementary.exp(x)).isCloseTo(StrictMath.exp(x), within(6 * 0x1p-149));
    }
  }

  @Test
  void exponentialOfNoNumberIsNoNumber() {
    assertThat(Elementary.exp(Float.NaN)).isNaN();
    assertThat(Elementary.exp(Float.intBitsToFloat(0xFFC00001))).isNaN();
  }

  private interface FloatFunction {
    float apply(int n);
  }

  private static double worstUlp(
      int from, int to, FloatFunction approximate, IntToDoubleFunction exact) {
    double worst = 0;
    for (int n = from; n <= to; n++) {
      double truth = exact.applyAsDouble(n);
      double error = Math.abs(approximate.apply(n) - truth);
      if (error > 0) {
        worst = Math.max(worst, error / Math.ulp((float) truth));
      }
    }
    return worst;
  }
}
