package org.iclsweep.analysis;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.iclsweep.statistics.Proportion;

/**
 * Two levels of one factor, held against each other: the shares that made the transition by
 * Fisher's exact test, when seeds do by the log-rank test.
 *
 * @param factor what differs
 * @param a the first level
 * @param b the second level
 * @param where the other factors' levels in words; {@code null} when pooled over them
 * @param strata the seeds of each pair of settings in it; one when not pooled
 */
public record Comparison(
    Factor factor, Side a, Side b, String where, List<LogRank.Stratum> strata) {

  /** Fewer transitions than these, on both sides, say nothing of when they come. */
  private static final int LEAST = 8;

  public Comparison {
    strata = List.copyOf(strata);
  }

  /** Number of pairs of settings in it. */
  public int pooled() {
    return strata.size();
  }

  /**
   * One level.
   *
   * @param label the level in words
   * @param transitioned share that made the transition
   */
  public record Side(String label, Proportion transitioned) {

    Side and(Side other) {
      return new Side(label, transitioned.and(other.transitioned));
    }
  }

  /** Two-sided p of Fisher's exact test on the shares. */
  public double p() {
    return FisherExact.pValue(a.transitioned, b.transitioned);
  }

  /** Odds of the second level over those of the first. */
  public double oddsRatio() {
    return FisherExact.oddsRatio(b.transitioned, a.transitioned);
  }

  /**
   * Two-sided p of the log-rank test, stratified by pair of settings; empty where fewer than eight
   * seeds made the transition.
   */
  public OptionalDouble logRankP() {
    int made = a.transitioned.successes() + b.transitioned.successes();
    return made < LEAST ? OptionalDouble.empty() : LogRank.pValue(strata);
  }

  /** The step by which half of the first level's seeds have made it; empty if they have not. */
  public OptionalDouble medianA() {
    return median(strata.stream().map(LogRank.Stratum::a));
  }

  /** The same of the second level. */
  public OptionalDouble medianB() {
    return median(strata.stream().map(LogRank.Stratum::b));
  }

  private static OptionalDouble median(Stream<List<Observation>> seeds) {
    return Survival.of(seeds.flatMap(List::stream).toList()).median();
  }
}
