package org.iclsweep.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iclsweep.statistics.LogRank.Stratum;

/**
 * The median step at which the second of two samples learns over that of the first, of all seeds.
 * The interval of a median is where the band of {@link Survival} has a half; that of the ratio is
 * made of both on the scale of the logarithm, with their correlation where seeds are paired: that
 * of being beyond one's median.
 *
 * @see <a href="https://doi.org/10.2307/2530286">Brookmeyer and Crowley (1982)</a>
 * @see <a href="https://doi.org/10.1002/sim.3244">Zou and Donner (2008)</a>
 */
public final class MedianRatio {
  private MedianRatio() {}

  /**
   * Of independent samples.
   *
   * @return empty where less than half of either learn, or a median is at step 0
   */
  public static Optional<Interval> of(Stratum samples) {
    return of(samples, 0);
  }

  /** Of seeds that both have. */
  public static Optional<Interval> of(List<Pair> pairs) {
    Stratum samples =
        new Stratum(pairs.stream().map(Pair::a).toList(), pairs.stream().map(Pair::b).toList());
    return of(samples, correlation(samples));
  }

  private static Optional<Interval> of(Stratum samples, double correlation) {
    Optional<Interval> a = median(samples.a());
    Optional<Interval> b = median(samples.b());
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    Interval log = Interval.difference(a.get(), b.get(), correlation);
    return Optional.of(
        new Interval(Math.exp(log.value()), Math.exp(log.low()), Math.exp(log.high())));
  }

  /** The logarithm of the median. */
  private static Optional<Interval> median(List<Observation> seeds) {
    Survival survival = Survival.of(seeds);
    OptionalDouble median = survival.median();
    if (median.isEmpty() || median.getAsDouble() <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Interval(
            Math.log(median.getAsDouble()),
            Math.log(survival.medianLow().orElse(0)),
            Math.log(survival.medianHigh().orElse(Double.POSITIVE_INFINITY))));
  }

  private static double correlation(Stratum paired) {
    OptionalDouble a = Survival.of(paired.a()).median();
    OptionalDouble b = Survival.of(paired.b()).median();
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    double n = paired.a().size();
    double inA = 0;
    double inB = 0;
    double both = 0;
    for (int i = 0; i < n; i++) {
      boolean early = isBy(paired.a().get(i), a.getAsDouble());
      boolean alsoEarly = isBy(paired.b().get(i), b.getAsDouble());
      inA += early ? 1 : 0;
      inB += alsoEarly ? 1 : 0;
      both += early && alsoEarly ? 1 : 0;
    }
    double spread = inA * (n - inA) * inB * (n - inB);
    return spread > 0 ? (n * both - inA * inB) / Math.sqrt(spread) : 0;
  }

  private static boolean isBy(Observation seed, double step) {
    return seed.learnt() && seed.time() <= step;
  }
}
