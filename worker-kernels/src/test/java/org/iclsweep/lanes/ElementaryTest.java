package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

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
