package org.iclsweep.statistics;

/**
 * The probability that a point is told to lie on the wrong side of a boundary by a draw of what is
 * known of it, expected after more trials.
 *
 * <pre>
 *   E[P (1 - P)] = 2 T(z, sqrt((1 - r) / (1 + r))),   T(h, a) = 1/2pi integral_0^a exp(-h^2 (1 + u^2) / 2) / (1 + u^2) du
 * </pre>
 *
 * P is the probability, after those trials, of being above; z the distance of the logit from the
 * boundary's in standard deviations before them; r the part of the variance that they will explain.
 *
 * @see <a href="https://doi.org/10.1007/s11222-011-9241-4">Bect et al. (2012): stepwise uncertainty
 *     reduction</a>
 * @see <a href="https://doi.org/10.1080/03610918008812164">Owen (1980): the function T</a>
 */
final class Misjudged {

  /** Gauss and Legendre's five points on the interval from 0 to 1. */
  private static final double[] NODES = {
    0.046910077030668, 0.2307653449471585, 0.5, 0.7692346550528415, 0.953089922969332
  };

  private static final double[] WEIGHTS = {
    0.1184634425280945,
    0.2393143352496833,
    0.2844444444444444,
    0.2393143352496833,
    0.1184634425280945
  };

  /**
   * Steps of a table over the upper limit, between which it is straight to a part in a thousand.
   */
  private static final int STEPS = 32;

  private final double[] table = new double[STEPS + 2];

  /** At a distance of the boundary, in standard deviations. */
  Misjudged(double z) {
    for (int k = 0; k <= STEPS; k++) {
      table[k] = twiceOwen(z, (double) k / STEPS);
    }
    table[STEPS + 1] = table[STEPS];
  }

  /**
   * @param explained part of the variance, at most 1
   */
  double expected(double explained) {
    double place = STEPS * Math.sqrt((1 - explained) / (1 + explained));
    int k = (int) place;
    return table[k] + (place - k) * (table[k + 1] - table[k]);
  }

  private static double twiceOwen(double z, double a) {
    double sum = 0;
    for (int k = 0; k < NODES.length; k++) {
      double u = 1 + a * a * NODES[k] * NODES[k];
      sum += WEIGHTS[k] * StrictMath.exp(-z * z * u / 2) / u;
    }
    return a * sum / Math.PI;
  }
}
