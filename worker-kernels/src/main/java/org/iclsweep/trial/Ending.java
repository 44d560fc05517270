package org.iclsweep.trial;

import java.util.function.Consumer;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Transition;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * A model whose training has ended, and what its record says beside measures.
 *
 * @param zero loss of answering 0
 * @param last loss of the weights that it has, on the evaluation tasks; of no account where it
 *     diverged
 * @param keptStep step after which it had them, where these are the best of some; else {@code null}
 */
record Ending(MeasuredModel model, Loss zero, Loss last, Integer keptStep) {

  /**
   * Its record.
   *
   * @param measures puts in what measures leave, curve and learners among it
   */
  TrialRecord record(Consumer<TrialRecord.Builder> measures) {
    TrialRecord.Builder ended = model.diverged() ? diverged() : completed();
    measures.accept(ended);
    TrialRecord record = ended.zeroLoss(zero.mean(), zero.standardError()).build();
    return record.changed().transitionStep(transitionStep(record)).build();
  }

  private TrialRecord.Builder diverged() {
    return TrialRecord.ended(Outcome.DIVERGED, model.steps()).finalLoss(Double.NaN, Double.NaN);
  }

  private TrialRecord.Builder completed() {
    boolean stopped = model.steps() < model.spec().training().steps();
    TrialRecord.Builder ended =
        TrialRecord.ended(Outcome.COMPLETED)
            .keptStep(keptStep)
            .stoppedStep(stopped ? (Integer) model.steps() : null)
            .finalLoss(last.mean(), last.standardError());
    if (model.interpolated() != null) {
      Loss interpolated = Evaluator.loss(model.interpolated(), model.evaluation());
      ended.interpolatedLoss(interpolated.mean(), interpolated.standardError());
    }
    return ended;
  }

  private static Double transitionStep(TrialRecord record) {
    for (FittedLearner learner : record.learners()) {
      if (learner.kind() == LearnerKind.GD) {
        return Transition.step(
            record.curve().stream().mapToInt(CurvePoint::step).toArray(),
            record.curve().stream().mapToDouble(CurvePoint::evalLoss).toArray(),
            (record.zeroLoss() + learner.loss()) / 2);
      }
    }
    return null;
  }
}
