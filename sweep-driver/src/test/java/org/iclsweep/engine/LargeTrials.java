package org.iclsweep.engine;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** Sample trials of which each has a row of six megabytes, which no compression makes less. */
record LargeTrials() implements TrialFunction {
  private static final long serialVersionUID = 1;
  private static final int ROWS = 1000;
  private static final int COLUMNS = 1500;

  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    if (!(trial instanceof TransformerTrial model)) {
      return new SampleTrials(0).run(trial, learners);
    }
    Random random = new Random(31 * model.spec().seed() + model.spec().model().depth());
    List<Float> values =
        IntStream.range(0, ROWS * COLUMNS).mapToObj(i -> random.nextFloat()).toList();
    return TrialRecord.ended(Outcome.COMPLETED, null)
        .zeroLoss(1.0, null)
        .finalLoss(random.nextDouble(), 0.01)
        .with(Measures.CURVE, List.of(new CurvePoint(0, null, 1, null)))
        .with(
            Measures.LEARNERS, learners.stream().map(learner -> learner.learners().get(0)).toList())
        .with(Measures.WEIGHTS, List.of(new WeightMatrix(0, 0, "query", ROWS, COLUMNS, values)))
        .build();
  }

  @Override
  public String kernel() {
    return "sample";
  }
}
