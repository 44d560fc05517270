package org.iclsweep.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.Moment;
import org.iclsweep.statistics.Observation;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.statistics.Survival;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.Theory.Prediction;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * What the seeds of one setting did. Losses and agreement are of the trials that learnt: a mean
 * over learnt and stuck seeds describes neither. Where none did they are of those between, and
 * where it can be told of none, of all that completed.
 *
 * @param setting what they share
 * @param runs the trials, by seed
 */
public record SettingSummary(Setting setting, List<Run> runs) {

  public SettingSummary {
    runs = List.copyOf(runs);
  }

  /** The trials of several settings. */
  public static Stream<Run> runs(List<SettingSummary> settings) {
    return settings.stream().flatMap(s -> s.runs.stream());
  }

  public int count(Outcome outcome) {
    return (int) runs.stream().filter(r -> r.ended(outcome)).count();
  }

  /** How many met this fate. */
  public int count(Fate fate) {
    return met(fate).size();
  }

  /** The trials that met this fate. */
  public List<Run> met(Fate fate) {
    return runs.stream().filter(r -> r.met(fate)).toList();
  }

  /**
   * Share of trials that learnt, of those of which it can be told; one that diverged first did not.
   * Empty where it can be told of none.
   */
  public Optional<Proportion> shareLearnt() {
    int judged = (int) runs.stream().filter(Run::judged).count();
    int learnt = (int) runs.stream().filter(Run::learnt).count();
    return judged == 0 ? Optional.empty() : Optional.of(new Proportion(learnt, judged));
  }

  /** Trials that losses and agreement are told of. */
  public List<Run> told() {
    if (shareLearnt().isEmpty()) {
      return runs.stream().filter(r -> r.ended(Outcome.COMPLETED)).toList();
    }
    List<Run> learnt = met(Fate.LEARNT);
    return learnt.isEmpty() ? met(Fate.BETWEEN) : learnt;
  }

  /** How long each trial was watched of which it can be told. */
  public List<Observation> observations() {
    return runs.stream().flatMap(r -> r.observation().stream()).toList();
  }

  /** Share of trials that have not learnt, over the steps; empty as that is. */
  public Optional<Survival> survival() {
    List<Observation> seeds = observations();
    return seeds.isEmpty() ? Optional.empty() : Optional.of(Survival.of(seeds));
  }

  /** When trials crossed the middle; one that did not is not in here. */
  public List<Moment> crossings() {
    return moments(LearningEvents::crossed);
  }

  /** When trials learnt; one that did not is not in here. */
  public List<Moment> learnings() {
    return moments(LearningEvents::learnt);
  }

  private List<Moment> moments(Function<LearningEvents, Moment> moment) {
    return runs.stream()
        .filter(Run::judged)
        .map(r -> moment.apply(r.events()))
        .filter(Objects::nonNull)
        .toList();
  }

  public List<LateSeed> late() {
    return met(Fate.LATE).stream().map(LateSeed::of).toList();
  }

  public Optional<Quartiles> loss() {
    return shareLearnt().isEmpty() ? Optional.empty() : ofTold(r -> r.record().finalLoss());
  }

  /** Final losses of all trials that completed, whether or not they learnt. */
  public Optional<Quartiles> completedLoss() {
    return Quartiles.of(
        runs.stream()
            .filter(r -> r.ended(Outcome.COMPLETED))
            .map(r -> r.record().finalLoss())
            .toList());
  }

  /** The interpolated model's loss over the model's own. */
  public Optional<Quartiles> interpolatedRatio() {
    return ofTold(
        r ->
            r.record().interpolatedLoss() == null || r.record().finalLoss() == null
                ? null
                : r.record().interpolatedLoss() / r.record().finalLoss());
  }

  /** Final loss over the learner's on the same tasks. */
  public Optional<Quartiles> ratioTo(LearnerKind kind) {
    return ofTold(r -> r.ratioTo(kind).orElse(null));
  }

  /** Whether the loss is known that its trials have to come to. */
  boolean hasGoal() {
    return runs.stream().anyMatch(r -> r.record().zeroLoss() != null && r.goal().isPresent());
  }

  /** A loss itself that its trials have to come to, where the study gives one. */
  public OptionalDouble givenGoal() {
    return runs.stream()
        .map(r -> r.rule().goal())
        .filter(Goal::isLoss)
        .mapToDouble(Goal::loss)
        .findFirst();
  }

  /** The learner as it was fitted; where settings of a study share it, the same in all. */
  public Optional<FittedLearner> against(LearnerKind kind) {
    return runs.stream().flatMap(r -> r.against(kind).stream()).findFirst();
  }

  /** Of a table's rows of learners those that carry the same fit, to the bit, as its trials do. */
  List<Run> rows(LearnerKind kind, List<Run> learnerRows) {
    return against(kind).stream()
        .flatMap(fit -> learnerRows.stream().filter(r -> r.record().learners().contains(fit)))
        .toList();
  }

  /** Number of layers of its models, which all have the same. */
  public int depth() {
    return runs.get(0).trained().map(trained -> trained.model().depth()).orElse(1);
  }

  /** Whether its models have more than one layer. */
  public boolean isDeep() {
    return depth() > 1;
  }

  public OptionalDouble zeroLoss() {
    return first(TrialRecord::zeroLoss);
  }

  /** Standard error of that loss; empty in tables of before it was measured. */
  public OptionalDouble zeroLossStandardError() {
    return first(TrialRecord::zeroLossStandardError);
  }

  /** Of the first trial that has it: all are measured on the same tasks. */
  private OptionalDouble first(Function<TrialRecord, Double> value) {
    return runs.stream()
        .map(r -> value.apply(r.record()))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  /** Where they are known of the setting's models, which differ in nothing but their seeds. */
  public Optional<SwapLevels> swapLevels() {
    return runs.stream().flatMap(r -> SwapLevels.of(r).stream()).findFirst();
  }

  public Optional<OneGradientStep> theory() {
    return runs.isEmpty() ? Optional.empty() : OneGradientStep.of(runs.get(0));
  }

  /** The loss that a formula expects of its models, where it is this learner's and applies. */
  public OptionalDouble expectedLoss(LearnerKind kind) {
    return runs.stream()
        .flatMap(r -> r.record().measured(Measures.THEORY).stream())
        .filter(each -> each.formula().equals(kind.label()))
        .mapToDouble(Prediction::loss)
        .findFirst();
  }

  /** A measure of agreement with a learner at the end of training. */
  public Optional<Quartiles> agreement(LearnerKind kind, ToDoubleFunction<Alignment> measure) {
    return ofTold(r -> last(r, kind).map(measure::applyAsDouble).orElse(null));
  }

  /** The trial of median loss among those that are told of. */
  public Optional<Run> typical() {
    List<Run> byLoss =
        told().stream()
            .filter(r -> r.record().finalLoss() != null)
            .sorted(Comparator.comparing(r -> r.record().finalLoss()))
            .toList();
    return byLoss.isEmpty() ? Optional.empty() : Optional.of(byLoss.get((byLoss.size() - 1) / 2));
  }

  private static Optional<Alignment> last(Run run, LearnerKind kind) {
    return run.finalAlignments().stream().filter(a -> a.learner() == kind).findFirst();
  }

  private Optional<Quartiles> ofTold(Function<Run, Double> value) {
    Stream<Double> values = told().stream().map(value).filter(Objects::nonNull);
    return Quartiles.of(values.toList());
  }
}
