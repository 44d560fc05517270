package org.iclsweep.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.iclsweep.refine.SampleRounds;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.LearnerSpec;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * Quick trials of which it is known with what probability p one learns, by the range of its inputs
 * x: logit p = 12 ln(0.7 / x), so a half of them at 0.7. Those of some seeds end otherwise.
 *
 * @param fails seeds that this divides fail; 0 for none
 * @param diverges the same of diverging
 */
record RoundTrials(int fails, int diverges) implements TrialFunction {
  private static final long serialVersionUID = 1;

  /** Where a half learns. */
  static final double HALF = 0.7;

  private static final double STEEPNESS = 12;

  /** How many models have been trained in this JVM. */
  static final AtomicInteger RUN = new AtomicInteger();

  static final RoundTrials PLAIN = new RoundTrials(0, 0);

  static Study study(String... overrides) throws StudyException {
    String text =
        """
        study = rounds
        measure.against = [gd]
        sweep.refine {
          axes { task.input-range = "0.1..2 log" }
          tolerance = 0.08
          seeds-a-round = 5
          budget = 400
        }
        """;
    return Study.parse(text, "rounds", List.of(overrides));
  }

  static double probability(double inputRange) {
    return 1 / (1 + Math.pow(inputRange / HALF, STEEPNESS));
  }

  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    return trial instanceof TransformerTrial transformer
        ? train(transformer, learners.get(0).learners())
        : fit(((LearnerTrial) trial).spec());
  }

  @Override
  public String kernel() {
    return "sample";
  }

  private static TrialRecord fit(LearnerSpec spec) {
    FittedLearner itself = new FittedLearner(spec.kind(), 0.1, 0.001, List.of(0.5), List.of());
    return SampleRounds.record(Outcome.COMPLETED, null, 0.1, List.of(itself));
  }

  private TrialRecord train(TransformerTrial trial, List<FittedLearner> fitted) {
    RUN.incrementAndGet();
    long seed = trial.spec().seed();
    if (fails > 0 && seed % fails == 0) {
      throw new IllegalStateException("not to my liking");
    }
    if (diverges > 0 && seed % diverges == 0) {
      return SampleRounds.record(Outcome.DIVERGED, 150, Double.NaN, fitted);
    }
    double p = probability((Double) trial.parameters().get("input_range"));
    boolean learns = SampleRounds.learns(seed, p);
    return SampleRounds.record(Outcome.COMPLETED, null, learns ? 0.1 : 0.9, fitted);
  }
}
