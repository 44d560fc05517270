package org.iclsweep.analysis;

import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.apache.commons.math3.special.Gamma;

/**
 * The log-rank test of whether two samples of seeds make the transition at the same rate, those
 * that were not watched to it among them. At each step with d transitions of n watched seeds, of
 * which n_a are of the first sample, that sample is expected to have d n_a / n of them, with the
 * variance of the hypergeometric distribution; over all steps
 *
 * <pre>
 *   chi² = (sum of observed - expected)² / sum of variances,  one degree of freedom
 * </pre>
 *
 * <p>Stratified, both sums run over all strata: seeds are compared with those of their own stratum
 * only.
 *
 * @see <a href="https://pubmed.ncbi.nlm.nih.gov/5910392/">Mantel (1966)</a>
 */
public final class LogRank {

  /**
   * Two samples that are compared with each other.
   *
   * @param a the first
   * @param b the second
   */
  public record Stratum(List<Observation> a, List<Observation> b) {
    public Stratum {
      a = List.copyOf(a);
      b = List.copyOf(b);
    }
  }

  private LogRank() {}

  /** The statistic; empty where nothing could have come out otherwise. */
  public static OptionalDouble chiSquared(List<Stratum> strata) {
    double difference = 0;
    double variance = 0;
    for (Stratum stratum : strata) {
      TreeSet<Double> times = new TreeSet<>();
      stratum.a().stream().filter(Observation::made).forEach(seed -> times.add(seed.time()));
      stratum.b().stream().filter(Observation::made).forEach(seed -> times.add(seed.time()));
      for (double time : times) {
        double ofA = watched(stratum.a(), time);
        double all = ofA + watched(stratum.b(), time);
        double made = made(stratum.a(), time) + made(stratum.b(), time);
        difference += made(stratum.a(), time) - made * ofA / all;
        if (all > 1) {
          variance += made * (ofA / all) * (1 - ofA / all) * (all - made) / (all - 1);
        }
      }
    }
    return variance > 0
        ? OptionalDouble.of(difference * difference / variance)
        : OptionalDouble.empty();
  }

  /** The two-sided p value, by the chi-squared distribution. */
  public static OptionalDouble pValue(List<Stratum> strata) {
    OptionalDouble statistic = chiSquared(strata);
    return statistic.isEmpty()
        ? statistic
        : OptionalDouble.of(Gamma.regularizedGammaQ(0.5, statistic.getAsDouble() / 2));
  }

  private static long watched(List<Observation> seeds, double time) {
    return seeds.stream().filter(seed -> seed.time() >= time).count();
  }

  private static long made(List<Observation> seeds, double time) {
    return seeds.stream().filter(seed -> seed.made() && seed.time() == time).count();
  }
}
