package org.iclsweep.statistics;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * How an event's probability follows from what a process says of a point: between the share of
 * trials that have it wherever they are and that of those that may have it.
 *
 * <pre>  p = floor + (ceiling - floor) Phi(f)  </pre>
 *
 * <p>Phi is the normal distribution's, by which all integrals over a normal f are closed; with 1.7
 * f it is the logistic function to a hundredth. Without floor and ceiling a probability that jumps
 * from 0.05 to 0.9 would be a rough function of its point, and nothing known of what lies between
 * points.
 *
 * @param floor at least 0
 * @param ceiling at most 1
 * @see <a href="https://doi.org/10.3758/BF03194544">Wichmann and Hill (2001): the psychometric
 *     function</a>
 */
record Plateaus(double floor, double ceiling) {
  private static final GaussIntegrator HERMITE = new GaussIntegratorFactory().hermite(16);

  /**
   * One outcome of a trial where f is normal: the logarithm of its probability and that one's
   * derivatives by the mean.
   */
  record Outcome(double logProbability, double slope, double curvature) {}

  /** Where the share is this. */
  double level(double share) {
    return Normal.quantile((share - floor) / (ceiling - floor));
  }

  /** The mean of the share. */
  double share(double mean, double variance) {
    return floor + (ceiling - floor) * Normal.below(mean / Math.sqrt(1 + variance));
  }

  /**
   * Logarithm of the share at f, or of the rest.
   *
   * @param event whether it is that of trials that have it
   */
  double logShare(boolean event, double f) {
    double logTail = Normal.logTail(f);
    return logShare(event, event ? f > 0 : f < 0, logTail, StrictMath.exp(logTail));
  }

  /** Logarithm of the probability of trials at f, in a given order. */
  double logProbability(int events, int others, double f) {
    double logTail = Normal.logTail(f);
    double tail = StrictMath.exp(logTail);
    double sum = events == 0 ? 0 : events * logShare(true, f > 0, logTail, tail);
    return others == 0 ? sum : sum + others * logShare(false, f < 0, logTail, tail);
  }

  /**
   * @param likely whether f is on the side on which the outcome is the likelier one
   * @param tail the probability beyond f, on the other side of it
   */
  private double logShare(boolean event, boolean likely, double logTail, double tail) {
    double base = event ? floor : 1 - ceiling;
    double range = ceiling - floor;
    return base == 0
        ? StrictMath.log(range) + (likely ? StrictMath.log1p(-tail) : logTail)
        : StrictMath.log(base + range * (likely ? 1 - tail : tail));
  }

  /**
   * @param event whether the trial had it
   */
  Outcome outcome(boolean event, double mean, double variance) {
    double sign = event ? 1 : -1;
    double spread = Math.sqrt(1 + variance);
    double z = sign * mean / spread;
    double log = logShare(event, mean / spread);
    double ratio = StrictMath.exp(Normal.logDensity(z) + StrictMath.log(ceiling - floor) - log);
    double curvature = -ratio * (z + ratio) / (1 + variance);
    return new Outcome(log, sign * ratio / spread, curvature);
  }

  /**
   * What trials at a point are expected to add to the precision of f: all of them tell its sign, as
   * one does, and Fisher's information of each is there where f turns out to be near its middle.
   */
  double precision(double mean, double variance, int trials) {
    double p = share(mean, variance);
    double sign =
        p * precision(outcome(true, mean, variance), variance)
            + (1 - p) * precision(outcome(false, mean, variance), variance);
    double left = 0;
    for (int k = 0; k < HERMITE.getNumberOfPoints(); k++) {
      double f = mean + Math.sqrt(2 * variance) * HERMITE.getPoint(k);
      left += HERMITE.getWeight(k) / (1 / variance + sign + trials * information(f));
    }
    return Math.sqrt(Math.PI) / left - 1 / variance;
  }

  /** Fisher's, of a trial. */
  private double information(double f) {
    double range = ceiling - floor;
    double share = floor + range * Normal.below(f);
    double rest = 1 - ceiling + range * Normal.below(-f);
    double density = 2 * Normal.logDensity(f);
    return StrictMath.exp(density + 2 * StrictMath.log(range))
        / Math.max(share * rest, Double.MIN_NORMAL);
  }

  private static double precision(Outcome told, double variance) {
    return Math.max(-told.curvature() / (1 + variance * told.curvature()), 0);
  }
}
