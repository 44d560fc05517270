package org.iclsweep.analysis;

import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.iclsweep.statistics.Proportion;

/**
 * Fisher's exact test of two shares, two-sided: the probability, margins fixed, of all tables that
 * are no more probable than the one seen.
 *
 * @see <a href="https://doi.org/10.2307/2340521">Fisher (1922)</a>
 */
public final class FisherExact {
  /** Tables as probable as the one seen must count in spite of rounding; R uses the same slack. */
  private static final double SLACK = 1 + 1e-7;

  private FisherExact() {}

  /** The two-sided p value. */
  public static double pValue(Proportion a, Proportion b) {
    int trials = a.trials() + b.trials();
    int successes = a.successes() + b.successes();
    HypergeometricDistribution tables =
        new HypergeometricDistribution(null, trials, successes, a.trials());
    double seen = tables.probability(a.successes());
    double p = 0;
    for (int k = tables.getSupportLowerBound(); k <= tables.getSupportUpperBound(); k++) {
      double probability = tables.probability(k);
      p += probability <= seen * SLACK ? probability : 0;
    }
    return Math.min(1, p);
  }

  /** The sample's odds ratio; infinite or NaN where a cell is empty. */
  public static double oddsRatio(Proportion a, Proportion b) {
    double ahead = (double) a.successes() * (b.trials() - b.successes());
    double behind = (double) b.successes() * (a.trials() - a.successes());
    return ahead / behind;
  }
}
