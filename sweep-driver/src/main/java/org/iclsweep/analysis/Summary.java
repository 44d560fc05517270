package org.iclsweep.analysis;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.trial.Outcome;

/**
 * A study, analysed.
 *
 * @param constants parameters that have one value in all trials
 * @param factors what varies besides the seed
 * @param settings by value of what varies
 * @param comparisons of settings that differ in one factor
 * @param learners rows of the table that are learners, for what trials do not carry themselves
 */
public record Summary(
    Map<String, Object> constants,
    List<Factor> factors,
    List<SettingSummary> settings,
    Comparisons comparisons,
    List<Run> learners) {

  /** Of all rows of a study, trials and learners, in any order. */
  public static Summary of(List<Run> runs) {
    Grouping grouping = Grouping.of(runs.stream().filter(Run::isTrial).toList());
    List<SettingSummary> settings =
        grouping.settings().entrySet().stream()
            .map(e -> new SettingSummary(e.getKey(), e.getValue()))
            .toList();
    return new Summary(
        grouping.constants(),
        grouping.factors(),
        settings,
        Comparisons.of(grouping.factors(), settings),
        runs.stream().filter(r -> !r.isTrial()).toList());
  }

  /** All trials. */
  public Stream<Run> runs() {
    return SettingSummary.runs(settings);
  }

  public int trials() {
    return settings.stream().mapToInt(s -> s.runs().size()).sum();
  }

  public int count(Outcome outcome) {
    return settings.stream().mapToInt(s -> s.count(outcome)).sum();
  }

  /** The unit of all losses. */
  public LossUnit unit() {
    return runs().map(Run::unit).findFirst().orElse(LossUnit.HALF_SQUARED_ERROR);
  }

  /** When its trials have learnt. */
  LearntRule rule() {
    return runs().map(Run::rule).findFirst().orElse(LearntRule.DEFAULT);
  }

  /** What their losses have to come to. */
  public GoalWords goal() {
    return new GoalWords(rule().goal());
  }

  /** Settings of some of whose trials it can be told what befell their losses. */
  public List<SettingSummary> judgedSettings() {
    return settings.stream().filter(s -> s.shareLearnt().isPresent()).toList();
  }

  /** How many met this fate. */
  public int count(Fate fate) {
    return settings.stream().mapToInt(s -> s.count(fate)).sum();
  }

  /** Share of all trials that learnt, of those of which it can be told. */
  public Optional<Proportion> shareLearnt() {
    return shareLearnt(settings);
  }

  /** Learners whose agreement with trials was measured. */
  public Set<LearnerKind> aligned() {
    Set<LearnerKind> kinds = EnumSet.noneOf(LearnerKind.class);
    runs().flatMap(r -> r.record().alignments().stream()).forEach(a -> kinds.add(a.learner()));
    return kinds;
  }

  /** Of which trials losses and agreement are told, in words. */
  public String told() {
    boolean unjudged = anyTold(s -> s.shareLearnt().isEmpty());
    boolean between = anyTold(s -> s.shareLearnt().isPresent() && s.count(Fate.LEARNT) == 0);
    boolean learnt = anyTold(s -> s.count(Fate.LEARNT) > 0);
    if (unjudged && !between && !learnt) {
      return "those that completed";
    }
    String judged =
        !between
            ? "those that learnt"
            : learnt ? "those that learnt, or are between where none did" : "those between";
    return judged + (unjudged ? ", or completed where that cannot be told" : "");
  }

  private boolean anyTold(Predicate<SettingSummary> which) {
    return settings.stream().anyMatch(s -> which.test(s) && !s.told().isEmpty());
  }

  /** The same of some settings. */
  static Optional<Proportion> shareLearnt(List<SettingSummary> settings) {
    return settings.stream().flatMap(s -> s.shareLearnt().stream()).reduce(Proportion::and);
  }
}
