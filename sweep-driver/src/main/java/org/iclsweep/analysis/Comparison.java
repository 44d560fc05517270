package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iclsweep.statistics.Detectable;
import org.iclsweep.statistics.Interval;
import org.iclsweep.statistics.LogRank.Stratum;
import org.iclsweep.statistics.MedianRatio;
import org.iclsweep.statistics.Observation;
import org.iclsweep.statistics.Pair;
import org.iclsweep.statistics.PairedStrata;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.statistics.Survival;
import org.iclsweep.statistics.UnpairedStrata;

/**
 * Two levels of one factor, held against each other. Where both ran the same seeds, those are
 * compared, pair by pair: shares by McNemar's exact test, times by a permutation over seeds of the
 * log-rank statistic. Where they share none, by Fisher's and the log-rank test.
 *
 * @param factor what differs
 * @param a the first level
 * @param b the second level
 * @param where the other factors' levels in words; {@code null} when pooled over them
 * @param pooled number of pairs of settings in it
 * @param paired whether seeds are compared with themselves
 * @param shareP two-sided p of the shares that learnt
 * @param timeP the same of when; empty where fewer than eight seeds learnt
 * @param difference of the second level's share to the first's
 * @param stepRatio the second level's median step over the first's; empty where pooled, and where
 *     less than half of either learnt
 * @param detectable the difference in the share that so many seeds would have shown; empty where
 *     they would have shown none
 * @param interactionP p of whether the difference in the share changes between what is pooled;
 *     empty where that cannot be told
 */
public record Comparison(
    Factor factor,
    Side a,
    Side b,
    String where,
    int pooled,
    boolean paired,
    double shareP,
    OptionalDouble timeP,
    Interval difference,
    Optional<Interval> stepRatio,
    OptionalDouble detectable,
    OptionalDouble interactionP) {

  /** Fewer seeds that learnt than these, on both sides, say nothing of when they do. */
  private static final int LEAST = 8;

  /**
   * One level.
   *
   * @param label the level in words
   * @param learnt share of the compared seeds that learnt
   * @param median the step by which half of them have; empty if they have not
   */
  public record Side(String label, Proportion learnt, OptionalDouble median) {

    private static Side of(String label, List<Observation> seeds) {
      return new Side(label, Proportion.learnt(seeds), Survival.of(seeds).median());
    }
  }

  /**
   * Of the seeds of each pair of settings that differ in the factor alone.
   *
   * @param labels of the two levels
   * @param design effect of seeds that run in several settings, at least 1
   */
  static Comparison of(
      Factor factor, List<String> labels, String where, List<Stratum> strata, double design) {
    List<List<Pair>> pairs = strata.stream().map(s -> Pair.of(s.a(), s.b())).toList();
    List<List<Pair>> shared = pairs.stream().filter(each -> !each.isEmpty()).toList();
    boolean paired = !shared.isEmpty();
    List<Stratum> compared = paired ? shared.stream().map(Comparison::seeds).toList() : strata;
    Side a = side(labels.get(0), compared.stream().map(Stratum::a).toList());
    Side b = side(labels.get(1), compared.stream().map(Stratum::b).toList());
    int learnt = a.learnt.successes() + b.learnt.successes();
    boolean timed = learnt >= LEAST;
    boolean one = compared.size() == 1;
    double share = (double) learnt / (a.learnt.trials() + b.learnt.trials());
    if (paired) {
      PairedStrata seeds = new PairedStrata(shared);
      return new Comparison(
          factor,
          a,
          b,
          where,
          compared.size(),
          true,
          seeds.shareP(),
          timed ? seeds.timeP() : OptionalDouble.empty(),
          seeds.riskDifference(),
          one ? MedianRatio.of(shared.get(0)) : Optional.empty(),
          Detectable.paired(share, (int) (a.learnt.trials() / design)),
          seeds.interactionP());
    }
    UnpairedStrata seeds = new UnpairedStrata(compared);
    return new Comparison(
        factor,
        a,
        b,
        where,
        compared.size(),
        false,
        seeds.shareP(),
        timed ? seeds.timeP() : OptionalDouble.empty(),
        seeds.riskDifference(),
        one ? MedianRatio.of(compared.get(0)) : Optional.empty(),
        Detectable.unpaired(share, a.learnt.trials(), b.learnt.trials()),
        OptionalDouble.empty());
  }

  private static Stratum seeds(List<Pair> pairs) {
    return new Stratum(pairs.stream().map(Pair::a).toList(), pairs.stream().map(Pair::b).toList());
  }

  private static Side side(String label, List<List<Observation>> strata) {
    List<Observation> all = new ArrayList<>();
    strata.forEach(all::addAll);
    return Side.of(label, all);
  }

  /** Every p value that it tells. */
  List<Double> pValues() {
    List<Double> all = new ArrayList<>();
    all.add(shareP);
    timeP.ifPresent(all::add);
    interactionP.ifPresent(all::add);
    return all;
  }
}
