package org.iclsweep.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * The one decimal text of a double: the fewest digits that read back as the same double, and of
 * those the nearest to it. {@link Double#toString} will not do: before JDK 19 it is not always the
 * shortest, so an identity made from it would depend on the JDK.
 */
public final class Decimals {

  private static final int MOST_DIGITS = 17;

  /** Decimals of so many digits are farther apart than doubles, unless these are subnormal. */
  private static final int UNAMBIGUOUS_DIGITS = 15;

  private static final List<RoundingMode> NEAREST_FIRST =
      List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP);

  /** Powers of ten that a double holds. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Decimals() {}

  /**
   * Plain digits from 1e-6 up to 1e15 ({@code 0.002}, {@code 2000}), otherwise with an exponent
   * ({@code 1e-8}, {@code 2.5e20}); no trailing zeros, no negative zero.
   *
   * @throws IllegalArgumentException for NaN and infinities
   */
  public static String shortest(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(number + " has no decimal form");
    }
    return number == 0 ? "0" : text(digits(number));
  }

  /**
   * A number rounded to a multiple of {@code 10^-scale}.
   *
   * @param scale digits after the point; before it, where negative
   */
  public static double rounded(double number, int scale) {
    if (Math.abs(scale) < EXACT_POWERS.length) {
      double power = EXACT_POWERS[Math.abs(scale)];
      double multiple = Math.rint(scale >= 0 ? number * power : number / power);
      if (Math.abs(multiple) <= 0x1p53) {
        // both are exact, so the result is the double nearest to the decimal
        return scale >= 0 ? multiple / power : multiple * power;
      }
    }
    return new BigDecimal(number).setScale(scale, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static BigDecimal digits(double number) {
    BigDecimal familiar = BigDecimal.valueOf(number).stripTrailingZeros();
    if (familiar.precision() <= UNAMBIGUOUS_DIGITS && Math.abs(number) >= Double.MIN_NORMAL) {
      return familiar;
    }
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      for (RoundingMode mode : NEAREST_FIRST) {
        BigDecimal rounded = exact.round(new MathContext(digits, mode));
        if (rounded.doubleValue() == number) {
          return rounded.stripTrailingZeros();
        }
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static String text(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= -6 && exponent < 15) {
      return number.toPlainString();
    }
    return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }
}
