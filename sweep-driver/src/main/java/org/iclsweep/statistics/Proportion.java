package org.iclsweep.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * A share of trials with its exact (Clopper-Pearson) 95 % interval.
 *
 * <pre>
 *   low  = quantile  .025 of Beta(k, n - k + 1),  0 when k = 0
 *   high = quantile  .975 of Beta(k + 1, n - k),  1 when k = n
 * </pre>
 *
 * @param successes k
 * @param trials n, at least 1
 * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson (1934)</a>
 */
public record Proportion(int successes, int trials) {
  private static final double TAIL = 0.025;

  public Proportion {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          successes + " of " + trials + " is no share: need 0 <= successes <= trials, trials >= 1");
    }
  }

  public double share() {
    return (double) successes / trials;
  }

  /** The share of the trials of both. */
  public Proportion and(Proportion other) {
    return new Proportion(successes + other.successes, trials + other.trials);
  }

  public double low() {
    return successes == 0 ? 0 : quantile(successes, trials - successes + 1, TAIL);
  }

  public double high() {
    return successes == trials ? 1 : quantile(successes + 1, trials - successes, 1 - TAIL);
  }

  private static double quantile(double alpha, double beta, double probability) {
    return new BetaDistribution(null, alpha, beta).inverseCumulativeProbability(probability);
  }

  @Override
  public String toString() {
    return successes + "/" + trials;
  }
}
