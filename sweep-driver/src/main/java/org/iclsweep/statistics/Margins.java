package org.iclsweep.statistics;

import java.util.Arrays;

/** The normal distribution of a process at some points. */
final class Margins {

  /** Rounding leaves no more than this of a variance that trials explain. */
  private static final double SMALLEST = 1e-12;

  /**
   * Parts of a variance, and of that without trials, by which differences may miss being definite.
   */
  private static final double OF_OWN = 1e-4;

  private static final double OF_PRIOR = 1e-10;

  final double[] mean;
  private final Matern prior;
  private final Correlations points;

  /** Shape [trials' points, points]: the sum of squares of a column is what trials explain. */
  private final double[][] explained;

  Margins(Matern prior, Correlations points, double[] mean, double[][] explained) {
    this.prior = prior;
    this.points = points;
    this.mean = mean;
    this.explained = explained;
  }

  double[] variance() {
    double[] variance = new double[mean.length];
    Arrays.fill(variance, prior.variance());
    for (double[] row : explained) {
      for (int c = 0; c < row.length; c++) {
        variance[c] -= row[c] * row[c];
      }
    }
    for (int c = 0; c < variance.length; c++) {
      variance[c] = Math.max(variance[c], SMALLEST);
    }
    return variance;
  }

  /** Shape [points, points]. */
  double[][] covariance() {
    double[][] covariance = points.among(prior);
    for (double[] row : explained) {
      for (int i = 0; i < mean.length; i++) {
        double factor = row[i];
        double[] into = covariance[i];
        for (int j = 0; j < mean.length; j++) {
          into[j] -= factor * row[j];
        }
      }
    }
    double[] variance = variance();
    for (int i = 0; i < mean.length; i++) {
      covariance[i][i] = variance[i];
    }
    return covariance;
  }

  /** The covariance, for sure positive definite: a little is added to the variances. */
  double[][] padded() {
    double[][] covariance = covariance();
    for (int i = 0; i < covariance.length; i++) {
      covariance[i][i] += OF_OWN * covariance[i][i] + OF_PRIOR * prior.variance();
    }
    return covariance;
  }
}
