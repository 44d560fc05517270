package org.iclsweep.statistics;

import java.util.List;

/**
 * Covariance of a logit that varies about a level nobody knows, with a length of its own along each
 * axis: the level's variance and a Matern function of smoothness 5/2.
 *
 * <pre>
 *   k(x, y) = level^2 + deviation^2 (1 + s + s^2 / 3) exp(-s),   s^2 = 5 sum over axes of (x_d - y_d)^2 / length_d^2
 * </pre>
 *
 * @param deviation of the logit from its level
 * @param lengths one an axis
 * @see <a href="https://gaussianprocess.org/gpml/chapters/RW4.pdf">Rasmussen and Williams (2006),
 *     equation 4.17</a>
 */
record Matern(double deviation, List<Double> lengths) {

  /** A share is anywhere between 0.3 % and 99.7 % before a trial is seen, in two of three cases. */
  static final double LEVEL = 3;

  Matern {
    lengths = List.copyOf(lengths);
  }

  double variance() {
    return LEVEL * LEVEL + deviation * deviation;
  }

  /** Shape [a's points, b's points]. */
  double[][] between(double[][] a, double[][] b) {
    return covariance(correlation(lengths, a, b));
  }

  /** What the process adds to the level's variance, in parts of its own; shape as between. */
  static double[][] correlation(List<Double> lengths, double[][] a, double[][] b) {
    double[] scale = lengths.stream().mapToDouble(length -> 5 / (length * length)).toArray();
    double[][] correlation = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        correlation[i][j] = a == b && j < i ? correlation[j][i] : between(a[i], b[j], scale);
      }
    }
    return correlation;
  }

  private static double between(double[] x, double[] y, double[] scale) {
    double square = 0;
    for (int d = 0; d < scale.length; d++) {
      square += scale[d] * (x[d] - y[d]) * (x[d] - y[d]);
    }
    double s = Math.sqrt(square);
    return (1 + s + square / 3) * StrictMath.exp(-s);
  }

  double[][] covariance(double[][] correlation) {
    double[][] covariance = new double[correlation.length][];
    for (int i = 0; i < covariance.length; i++) {
      double[] row = correlation[i].clone();
      for (int j = 0; j < row.length; j++) {
        row[j] = LEVEL * LEVEL + deviation * deviation * row[j];
      }
      covariance[i] = row;
    }
    return covariance;
  }
}
