package org.iclsweep.statistics;

import java.util.Collection;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

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
  private static final double Z =
      new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - TAIL);

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

  /** Share of the seeds that learnt. */
  public static Proportion learnt(Collection<Observation> seeds) {
    return new Proportion((int) seeds.stream().filter(Observation::learnt).count(), seeds.size());
  }

  /**
   * The share with its score interval, of which differences are made.
   *
   * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927)</a>
   */
  Interval wilson() {
    double n = trials;
    double middle = successes + Z * Z / 2;
    double half = Z * Math.sqrt(share() * (n - successes) + Z * Z / 4);
    double low = successes == 0 ? 0 : (middle - half) / (n + Z * Z);
    double high = successes == trials ? 1 : (middle + half) / (n + Z * Z);
    return new Interval(share(), low, high);
  }

  private static double quantile(double alpha, double beta, double probability) {
    return new BetaDistribution(null, alpha, beta).inverseCumulativeProbability(probability);
  }

  @Override
  public String toString() {
    return successes + "/" + trials;
  }
}
