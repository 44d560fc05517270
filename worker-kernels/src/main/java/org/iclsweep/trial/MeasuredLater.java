package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;

/**
 * A trial that is not trained but measured by the weights that its training has left, where it was
 * measured otherwise.
 *
 * <p>The loss of these weights is the one that the record has, to the bit, or something is not what
 * it is taken for: weights, numbers or the numerics.
 */
final class MeasuredLater {

  private final TrialRecord left;
  private final MeasuredModel model;

  MeasuredLater(TrialSpec spec, List<TrialRecord> learners, TrialSpec trained, TrialRecord left) {
    if (left.outcome().isFailure()) {
      throw new IllegalArgumentException(
          "a trial that %s has left no trained weights".formatted(left.outcome().label()));
    }
    if (!spec.isToldBy(trained)) {
      throw new IllegalArgumentException("what is measured needs the trajectory of the training");
    }
    this.left = left;
    MeasuredModel untrained = MeasuredModel.of(spec, List.copyOf(learners));
    FinalWeights.write(untrained.network(), left.weights());
    model = untrained.ended(lastStep(spec), left.outcome() == Outcome.DIVERGED);
  }

  private int lastStep(TrialSpec spec) {
    Integer ended = left.outcome() == Outcome.DIVERGED ? left.outcomeStep() : left.stoppedStep();
    return ended == null ? spec.training().steps() : ended;
  }

  TrialRecord record() {
    Loss zero = Evaluator.zeroLoss(model.predictor(), model.evaluation());
    Loss last = model.diverged() ? null : Evaluator.loss(model.predictor(), model.evaluation());
    requireSame("zero_loss", zero.mean(), left.zeroLoss());
    if (last != null) {
      requireSame("final_loss", last.mean(), left.finalLoss());
    }
    return new Ending(model, zero, last, left.keptStep())
        .record(record -> Measures.ALL.forEach(measure -> leave(measure, record)));
  }

  private static void requireSame(String what, double found, Double kept) {
    if (kept == null || Double.compare(found, kept) != 0) {
      throw new IllegalArgumentException(
          "%s is %s by the stored weights, and %s in their row: something is not as it was written"
              .formatted(what, found, kept));
    }
  }

  private <R extends Record> void leave(Measure<R> measure, TrialRecord.Builder record) {
    Taking<R> taking = measure.in(model.spec().measure().asked());
    record.with(
        measure,
        taking.isOverSteps()
            ? taking.takenOver(model, left.measured(measure))
            : taking.ofEnd(model));
  }
}
