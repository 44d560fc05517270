package org.iclsweep.statistics;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * Two levels of a factor, compared in one or several pairs of settings that share no seeds. Seeds
 * are compared with those of their own stratum only.
 *
 * @param strata of each pair of settings the seeds of the first and of the second
 */
public record UnpairedStrata(List<LogRank.Stratum> strata) {
  /** Tables as probable as the one seen must count in spite of rounding; R uses the same slack. */
  private static final double SLACK = 1 + 1e-7;

  /** Multiplications that an exact distribution may take. */
  private static final double WORK = 2e8;

  public UnpairedStrata {
    strata = List.copyOf(strata);
  }

  /**
   * Exact p of the shares that learnt: Fisher's test, or of several strata the exact one of Mantel
   * and Haenszel.
   */
  public double shareP() {
    return exactP(
        strata.stream().map(s -> Proportion.learnt(s.a())).toList(),
        strata.stream().map(s -> Proportion.learnt(s.b())).toList());
  }

  /**
   * The probability, margins of every stratum fixed, of all sums of learnt seeds of the first level
   * that are no more probable than the one seen.
   *
   * @see <a href="https://doi.org/10.2307/2340521">Fisher (1922)</a>
   * @see <a href="https://doi.org/10.1093/jnci/22.4.719">Mantel and Haenszel (1959)</a>
   */
  static double exactP(List<Proportion> a, List<Proportion> b) {
    double[] sums = {1};
    int least = 0;
    int seen = 0;
    double work = 0;
    for (int k = 0; k < a.size(); k++) {
      HypergeometricDistribution table = table(a.get(k), b.get(k));
      int low = table.getSupportLowerBound();
      int width = table.getSupportUpperBound() - low + 1;
      work += (double) sums.length * width;
      if (work > WORK) {
        return asymptoticP(a, b);
      }
      double[] next = new double[sums.length + width - 1];
      for (int x = 0; x < width; x++) {
        double probability = table.probability(low + x);
        for (int i = 0; i < sums.length; i++) {
          next[i + x] += probability * sums[i];
        }
      }
      sums = next;
      least += low;
      seen += a.get(k).successes();
    }
    double limit = sums[seen - least] * SLACK;
    double p = 0;
    for (double probability : sums) {
      p += probability <= limit ? probability : 0;
    }
    return Math.min(1, p);
  }

  private static HypergeometricDistribution table(Proportion a, Proportion b) {
    return new HypergeometricDistribution(
        null, a.trials() + b.trials(), a.successes() + b.successes(), a.trials());
  }

  /** With the correction for continuity. */
  private static double asymptoticP(List<Proportion> a, List<Proportion> b) {
    double difference = 0;
    double variance = 0;
    for (int k = 0; k < a.size(); k++) {
      HypergeometricDistribution table = table(a.get(k), b.get(k));
      difference += a.get(k).successes() - table.getNumericalMean();
      variance += table.getNumericalVariance();
    }
    double z = Math.max(Math.abs(difference) - 0.5, 0);
    return variance == 0 ? 1 : Erf.erfc(z / Math.sqrt(2 * variance));
  }

  /** p of the times, by the stratified log-rank test. */
  public OptionalDouble timeP() {
    return LogRank.pValue(strata);
  }

  /**
   * Share that learnt at the second level less that at the first: Newcombe's score interval; strata
   * have the weights of Mantel and Haenszel, {@code n_a n_b / (n_a + n_b)}.
   *
   * @see <a
   *     href="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I">Newcombe
   *     (1998)</a>, method 10
   */
  public Interval riskDifference() {
    int k = strata.size();
    Interval[] parts = new Interval[k];
    double[] weights = new double[k];
    double[][] independent = new double[k][k];
    double all = 0;
    for (int i = 0; i < k; i++) {
      Proportion a = Proportion.learnt(strata.get(i).a());
      Proportion b = Proportion.learnt(strata.get(i).b());
      parts[i] = Interval.difference(a.wilson(), b.wilson(), 0);
      weights[i] = (double) a.trials() * b.trials() / (a.trials() + b.trials());
      independent[i][i] = 1;
      all += weights[i];
    }
    for (int i = 0; i < k; i++) {
      weights[i] /= all;
    }
    return Interval.sum(parts, weights, independent);
  }
}
