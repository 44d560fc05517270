package org.iclsweep.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The same of some settings. */
  static Optional<Proportion> transitioned(List<SettingSummary> settings) {
    return settings.stream().flatMap(s -> s.transitioned().stream()).reduce(Proportion::and);
  }
}
