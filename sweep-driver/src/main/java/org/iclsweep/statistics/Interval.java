package org.iclsweep.statistics;

/**
 * An estimate with its 95 % interval.
 *
 * @param value the estimate
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {

  /**
   * A weighted sum of estimates whose errors are correlated, by the method of variance estimates
   * recovery: each end's distance is that of its estimate.
   *
   * <pre>
   *   low  = v - sqrt(sum over k, l of w_k w_l r_kl (v_k - low_k)(v_l - low_l)),   v = sum of w_k v_k
   *   high = v + sqrt(...)
   * </pre>
   *
   * @see <a href="https://doi.org/10.1002/sim.3244">Zou and Donner (2008)</a>
   */
  static Interval sum(Interval[] parts, double[] weights, double[][] correlations) {
    double value = 0;
    double below = 0;
    double above = 0;
    for (int k = 0; k < parts.length; k++) {
      value += weights[k] * parts[k].value;
      for (int l = 0; l < parts.length; l++) {
        double factor = weights[k] * weights[l] * correlations[k][l];
        below += factor * (parts[k].value - parts[k].low) * (parts[l].value - parts[l].low);
        above += factor * (parts[k].high - parts[k].value) * (parts[l].high - parts[l].value);
      }
    }
    return new Interval(
        value, value - Math.sqrt(Math.max(below, 0)), value + Math.sqrt(Math.max(above, 0)));
  }

  /**
   * The second estimate less the first, in the same way.
   *
   * @param correlation of their errors
   */
  static Interval difference(Interval a, Interval b, double correlation) {
    double down = root(b.value - b.low, a.high - a.value, correlation);
    double up = root(b.high - b.value, a.value - a.low, correlation);
    double value = b.value - a.value;
    return new Interval(value, value - down, value + up);
  }

  private static double root(double x, double y, double correlation) {
    if (Double.isInfinite(x) || Double.isInfinite(y)) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.sqrt(Math.max(x * x - 2 * correlation * x * y + y * y, 0));
  }
}
