package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * A model, as measures see it while it is trained and at the end.
 *
 * @param rows the records of the learners that it is held against
 * @param evaluation the tasks of {@code measure.eval-tasks}
 * @param steps steps after which its training ends, or has ended
 * @param diverged whether its training has ended so
 * @param interpolated half trained, half the learner it should have become, at the end; {@code
 *     null} where there is none
 */
record MeasuredModel(
    TrialSpec spec,
    List<TrialRecord> rows,
    Network network,
    NetworkPredictor predictor,
    EvaluationSet evaluation,
    int steps,
    boolean diverged,
    NetworkPredictor interpolated) {

  /** What it is called among predictors. */
  static final String NAME = "transformer";

  /** A model that is yet to be trained. */
  static MeasuredModel of(TrialSpec spec, List<TrialRecord> rows) {
    Network network = new Network(spec.model(), spec.task());
    MeasureSpec measure = spec.measure();
    EvaluationSet evaluation =
        new EvaluationSet(spec.task(), Stream.EVAL, measure.evalSeed(), measure.evalTasks());
    int steps = spec.training().steps();
    return new MeasuredModel(
        spec, rows, network, new NetworkPredictor(network), evaluation, steps, false, null);
  }

  /** The same, its training ended after so many steps. */
  MeasuredModel ended(int after, boolean byDivergence) {
    Network mean = byDivergence ? null : InterpolatedNetwork.of(network, spec, learners());
    NetworkPredictor halfway = mean == null ? null : new NetworkPredictor(mean);
    return new MeasuredModel(
        spec, rows, network, predictor, evaluation, after, byDivergence, halfway);
  }

  /**
   * What the fit of a learner found that the model is held against, which trains no network.
   *
   * @throws IllegalArgumentException if it is not held against it
   */
  LearnerFit fit(LearnerKind kind) {
    return learners().stream()
        .filter(learner -> learner.kind() == kind)
        .findFirst()
        .map(learner -> learner.fit(null))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the model is not held against " + kind.label() + ", whose fit is asked for"));
  }

  List<FittedLearner> learners() {
    return rows.stream().map(row -> row.learners().get(0)).toList();
  }
}
