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
import org.iclsweep.statistics.Proportion;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * What the seeds of one setting did. Losses and agreement are of the trials that made the
 * transition and completed: a mean over learnt and stuck seeds describes neither. Where it can be
 * told of none, they are of all that completed.
 *
 * @param setting what they share
 * @param runs the trials, by seed
 */
public record SettingSummary(Setting setting, List<Run> runs) {

  public SettingSummary {
    runs = List.copyOf(runs);
  }

  public int count(Outcome outcome) {
    return (int) runs.stream().filter(r -> r.ended(outcome)).count();
  }

  /**
   * Share of trials that made the transition, of those of which it can be told; one that diverged
   * first did not. Empty where none can be judged.
   */
  public Optional<Proportion> transitioned() {
    int judged = (int) runs.stream().filter(Run::judged).count();
    int made = (int) runs.stream().filter(Run::transitioned).count();
    return judged == 0 ? Optional.empty() : Optional.of(new Proportion(made, judged));
  }

  /** Trials that made the transition and completed. */
  public List<Run> learnt() {
    return runs.stream().filter(r -> r.transitioned() && r.ended(Outcome.COMPLETED)).toList();
  }

  /** Trials that losses and agreement are told of. */
  public List<Run> told() {
    return transitioned().isPresent()
        ? learnt()
        : runs.stream().filter(r -> r.ended(Outcome.COMPLETED)).toList();
  }

  /** How long each trial was watched of which it can be told whether it made the transition. */
  public List<Observation> observations() {
    return runs.stream().flatMap(r -> r.observation().stream()).toList();
  }

  /** Share of trials that have not made the transition, over the steps; empty as that is. */
  public Optional<Survival> survival() {
    List<Observation> seeds = observations();
    return seeds.isEmpty() ? Optional.empty() : Optional.of(Survival.of(seeds));
  }

  /** Steps of the transitions; what did not make it is censored and not in here. */
  public List<Double> transitionSteps() {
    return runs.stream().map(r -> r.record().transitionStep()).filter(Objects::nonNull).toList();
  }

  public Optional<Quartiles> steps() {
    return Quartiles.of(transitionSteps());
  }

  public List<LateSeed> late() {
    return runs.stream().filter(Run::late).map(LateSeed::of).toList();
  }

  public Optional<Quartiles> loss() {
    return Quartiles.of(
        learnt().stream().map(r -> r.record().finalLoss()).filter(Objects::nonNull).toList());
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

  /** The learner as it was fitted; where settings of a study share it, the same in all. */
  public Optional<FittedLearner> against(LearnerKind kind) {
    return runs.stream().flatMap(r -> r.against(kind).stream()).findFirst();
  }

  /** Number of layers of its models, which all have the same. */
  public double depth() {
    return runs.get(0).number(Columns.DEPTH).orElse(1);
  }

  /** Whether its models have more than one layer. */
  public boolean isDeep() {
    return depth() > 1;
  }

  public OptionalDouble zeroLoss() {
    return runs.stream()
        .map(r -> r.record().zeroLoss())
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  public Optional<SwapLevels> swapLevels() {
    return runs.stream().flatMap(r -> SwapLevels.of(r).stream()).findFirst();
  }

  public Optional<OneGradientStep> theory() {
    return runs.isEmpty() ? Optional.empty() : OneGradientStep.of(runs.get(0));
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
