package org.iclsweep.engine;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialSpec;

/**
 * Trials that do nothing, and leave what a small trial leaves: a curve of eleven points that falls
 * to gradient descent's loss at a step that hangs on the seed, or in one of eight seeds not at all.
 */
record NoOpTrials() implements TrialFunction {
  private static final long serialVersionUID = 1;

  private static final int POINTS = 10;
  private static final double ZERO = 0.42;
  private static final List<FittedLearner> LEARNERS =
      List.of(new FittedLearner(LearnerKind.GD, 0.21, 0.0005, List.of(0.5), List.of()));

  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    TrialSpec spec = ((TransformerTrial) trial).spec();
    SplittableRandom random = new SplittableRandom(31 * spec.seed() + spec.model().heads());
    boolean late = random.nextInt(8) == 0;
    double middle = 0.2 + 0.4 * random.nextDouble();
    double end = late ? 0.40 : 0.21 * (1 + 0.002 * random.nextDouble());
    int every = Math.max(1, spec.training().steps() / POINTS);
    List<CurvePoint> curve =
        IntStream.rangeClosed(0, POINTS)
            .mapToObj(p -> point(p * every, loss((double) p / POINTS, middle, end)))
            .toList();
    return TrialRecord.ended(Outcome.COMPLETED)
        .zeroLoss(ZERO, 0.001)
        .finalLoss(curve.get(POINTS).evalLoss(), 0.001)
        .with(Measures.CURVE, curve)
        .with(Measures.LEARNERS, LEARNERS)
        .build();
  }

  private static double loss(double time, double middle, double end) {
    return ZERO + (end - ZERO) / (1 + Math.exp((middle - time) / 0.02));
  }

  private static CurvePoint point(int step, double loss) {
    return new CurvePoint(step, step == 0 ? null : (Double) loss, loss, step == 0 ? null : 0.1);
  }

  @Override
  public String kernel() {
    return "none";
  }
}
