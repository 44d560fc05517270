package org.iclsweep.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * Numbers as text, the same text on every machine and JDK: rounding is that of the exact binary
 * value, half to even.
 */
public final class Numbers {
  private Numbers() {}

  /** With this many decimals. */
  public static String fixed(double x, int decimals) {
    if (!Double.isFinite(x)) {
      return special(x);
    }
    return new BigDecimal(x).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A loss, or a quantity of its kind: four decimals, scientific when very large or small. */
  public static String loss(double x) {
    double size = Math.abs(x);
    if (!Double.isFinite(x)) {
      return special(x);
    }
    if (x != 0 && (size < 5e-4 || size >= 1e4)) {
      return scientific(x);
    }
    return fixed(x, size < 10 ? 4 : 2);
  }

  /** A loss with its standard error, as {@code 0.2049 ± 0.0034}. */
  public static String loss(double x, double standardError) {
    return loss(x) + (standardError > 0 ? " ± " + loss(standardError) : "");
  }

  /** The same, where the error may not be known. */
  static String loss(double x, OptionalDouble standardError) {
    return loss(x, standardError.orElse(0));
  }

  /** With three significant digits, as in {@code 1.25e-7}. */
  public static String scientific(double x) {
    if (!Double.isFinite(x) || x == 0) {
      return x == 0 ? "0" : special(x);
    }
    BigDecimal exact = new BigDecimal(x);
    BigDecimal rounded =
        exact.round(new MathContext(3, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** What a query answered: five significant digits, without trailing zeros. */
  public static String measured(double x) {
    return Double.isFinite(x)
        ? value(new BigDecimal(x).round(new MathContext(5, RoundingMode.HALF_EVEN)).doubleValue())
        : special(x);
  }

  /** A ratio, three decimals, fewer when it is far from one; scientific when very far. */
  public static String ratio(double x) {
    double size = Math.abs(x);
    if (x != 0 && size < 5e-3 || size >= 1e4) {
      return scientific(x);
    }
    return fixed(x, size < 10 ? 3 : 1);
  }

  /** A p value with its sign of relation, as {@code p = 0.49}, by spaces that do not break. */
  public static String p(double p) {
    if (p < 1e-4) {
      return "p\u00a0<\u00a00.0001";
    }
    return "p\u00a0=\u00a0" + fixed(p, p < 0.001 ? 4 : p < 0.1 ? 3 : 2);
  }

  /** A share of one in whole percent, without the sign. */
  public static String percent(double share) {
    return fixed(100 * share, 0);
  }

  /** A parameter's value as it would stand in a study file. */
  public static String value(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double x = ((Number) value).doubleValue();
      if (!Double.isFinite(x)) {
        return special(x);
      }
      BigDecimal decimal = new BigDecimal(value.toString()).stripTrailingZeros();
      boolean plain = x == 0 || (Math.abs(x) >= 1e-5 && Math.abs(x) < 1e7);
      return plain
          ? decimal.toPlainString()
          : decimal.toString().replace("E+", "e").replace('E', 'e');
    }
    return value == null ? "none" : value.toString();
  }

  private static String special(double x) {
    return Double.isNaN(x) ? "NaN" : x > 0 ? "inf" : "-inf";
  }
}
