package org.iclsweep.analysis;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.statistics.Proportion;
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

  public int trials() {
    return settings.stream().mapToInt(s -> s.runs().size()).sum();
  }

  public int count(Outcome outcome) {
    return settings.stream().mapToInt(s -> s.count(outcome)).sum();
  }

  /** Share of all trials that made the transition, of those of which it can be told. */
  public Optional<Proportion> transitioned() {
    return transitioned(settings);
  }

  /** Learners whose agreement with trials was measured. */
  public Set<LearnerKind> aligned() {
    Set<LearnerKind> kinds = EnumSet.noneOf(LearnerKind.class);
    settings.stream()
        .flatMap(s -> s.runs().stream())
        .flatMap(r -> r.record().alignments().stream())
        .forEach(a -> kinds.add(a.learner()));
    return kinds;
  }

  /** Of which trials losses and agreement are told, in words. */
  public String told() {
    boolean judged = transitioned().isPresent();
    boolean unjudged =
        settings.stream().anyMatch(s -> s.transitioned().isEmpty() && !s.told().isEmpty());
    return !unjudged
        ? "those that made it"
        : judged
            ? "those that made it, or completed where that cannot be told"
            : "those that completed";
  }

  /** The same of some settings. */
  static Optional<Proportion> transitioned(List<SettingSummary> settings) {
    return settings.stream().flatMap(s -> s.transitioned().stream()).reduce(Proportion::and);
  }
}
