package org.iclsweep.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The standard normal distribution, a tail to 1e-8 of it: quick, since bands ask for it at
 * thousands of points.
 *
 * @see <a href="https://doi.org/10.1002/wilm.42820050309">West (2005), after Hart (1968)</a>
 */
final class Normal {
  private static final double[] ABOVE = {
    3.52624965998911e-02,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };

  private static final double[] BELOW = {
    8.83883476483184e-02,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752
  };

  /** From here on the continued fraction is closer. */
  private static final double FAR = 7.07106781186547;

  private static final double LOG_ROOT_TWO_PI = 0.9189385332046727;
  private static final NormalDistribution EXACT = new NormalDistribution(null, 0, 1);

  private Normal() {}

  static double below(double z) {
    double tail = StrictMath.exp(logTail(z));
    return z > 0 ? 1 - tail : tail;
  }

  /** Without loss far below. */
  static double logBelow(double z) {
    double tail = logTail(z);
    return z > 0 ? StrictMath.log1p(-StrictMath.exp(tail)) : tail;
  }

  static double logDensity(double z) {
    return -z * z / 2 - LOG_ROOT_TWO_PI;
  }

  static double quantile(double probability) {
    return EXACT.inverseCumulativeProbability(probability);
  }

  /** Logarithm of what lies further from 0 than z, on its side. */
  static double logTail(double z) {
    double x = Math.abs(z);
    if (x < FAR) {
      return StrictMath.log(polynomial(ABOVE, x) / polynomial(BELOW, x)) - x * x / 2;
    }
    double fraction = x + 0.65;
    for (int k = 4; k >= 1; k--) {
      fraction = x + k / fraction;
    }
    return logDensity(x) - StrictMath.log(fraction);
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (double coefficient : coefficients) {
      value = value * x + coefficient;
    }
    return value;
  }
}
