package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.LearnerSpec;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.iclsweep.trial.TrialSpec;

/**
 * A quick trial function with a little of everything: each record follows from the trial's
 * description; seed 3 throws, seed 5 diverges.
 *
 * @param millis that a trial takes besides
 */
record SampleTrials(int millis) implements TrialFunction {
  private static final long serialVersionUID = 1;

  static final long THROWS = 3;
  static final long DIVERGES = 5;

  /** How many trials have been run in this JVM, learners among them. */
  static final AtomicInteger RUN = new AtomicInteger();

  /** Seeds from 0, at two depths, held against GD and least squares: three learners. */
  static Study study(int seeds) throws StudyException {
    return study(seeds, "model.depth = [1, 2]");
  }

  static Study study(int seeds, String axes) throws StudyException {
    String text =
        """
        study = sample
        measure { against = [gd, least-squares] }
        sweep { grid { seed = "0..%d", %s } }
        """
            .formatted(seeds - 1, axes);
    return Study.parse(text, "sample", List.of());
  }

  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    RUN.incrementAndGet();
    rest();
    if (trial instanceof TransformerTrial transformer) {
      return train(
          transformer.spec(), learners.stream().map(row -> row.learners().get(0)).toList());
    }
    return fit(((LearnerTrial) trial).spec());
  }

  @Override
  public String kernel() {
    return "sample";
  }

  private void rest() {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrialRecord fit(LearnerSpec spec) {
    int steps = spec.kind().isGradientDescent() ? spec.learner().model().depth() : 0;
    double loss = 0.1 / (1 + steps);
    FittedLearner itself = new FittedLearner(spec.kind(), loss, 0.01, List.of(0.5), List.of());
    return record(Outcome.COMPLETED, null, loss, List.of(itself), List.of());
  }

  private static TrialRecord train(TrialSpec spec, List<FittedLearner> fitted) {
    if (spec.seed() == THROWS) {
      throw new IllegalStateException("seed 3 is not to my liking");
    }
    if (spec.seed() == DIVERGES) {
      return record(Outcome.DIVERGED, 40, Double.NaN, fitted, List.of());
    }
    Random random = new Random(31 * spec.seed() + spec.model().depth());
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      values.add(random.nextFloat());
    }
    return record(
        Outcome.COMPLETED,
        null,
        random.nextDouble(),
        fitted,
        List.of(new WeightMatrix(0, 0, "query", 2, 3, values)));
  }

  private static TrialRecord record(
      Outcome outcome,
      Integer step,
      double loss,
      List<FittedLearner> learners,
      List<WeightMatrix> weights) {
    return TrialRecord.ended(outcome, step)
        .zeroLoss(1.0, null)
        .finalLoss(loss, 0.01)
        .with(
            Measures.CURVE,
            List.of(new CurvePoint(0, null, 1, null), new CurvePoint(100, 0.5, loss, 2.0)))
        .with(Measures.LEARNERS, learners)
        .with(Measures.WEIGHTS, weights)
        .build();
  }
}
