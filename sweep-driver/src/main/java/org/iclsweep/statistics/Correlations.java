package org.iclsweep.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Covariances of processes between the points that have trials and others. What does not depend on
 * the deviation is kept: most of the fits that are asked of the same points share their lengths.
 */
final class Correlations {
  final double[][] points;

  private final double[][] trials;
  private final Map<List<Double>, double[][]> across = new HashMap<>();
  private final Map<List<Double>, double[][]> among = new HashMap<>();

  /**
   * @param trials points that have trials
   * @param points others
   */
  Correlations(double[][] trials, double[][] points) {
    this.trials = trials;
    this.points = points;
  }

  /** Shape [trials' points, others]; the caller's own. */
  double[][] across(Matern prior) {
    return prior.covariance(
        across.computeIfAbsent(prior.lengths(), of -> Matern.correlation(of, trials, points)));
  }

  /** Shape [others, others]; the caller's own. */
  double[][] among(Matern prior) {
    return prior.covariance(
        among.computeIfAbsent(prior.lengths(), of -> Matern.correlation(of, points, points)));
  }
}
