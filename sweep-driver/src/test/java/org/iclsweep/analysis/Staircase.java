package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * Invented runs on sequences, a point every 100 steps: answering 0 loses 0.4, {@code gd-prefix}
 * 0.3, {@code ridge-prefix} 0.1, and losses stop on the way.
 */
public final class Staircase {

  /** Never leaves the loss of answering 0. */
  public static final double[] STUCK = {0.4, 0.4, 0.4, 0.4, 0.4, 0.4};

  /** Comes to the loss of {@code gd-prefix}. */
  public static final double[] ONE = {0.4, 0.4, 0.31, 0.31, 0.31, 0.31};

  /** Goes on from there to 0.2, half-way to {@code ridge-prefix}. */
  public static final double[] TWO = {0.4, 0.31, 0.31, 0.205, 0.205, 0.205};

  /** Comes to the loss of {@code ridge-prefix}. */
  public static final double[] ALL = {0.4, 0.205, 0.205, 0.104, 0.104, 0.104};

  private Staircase() {}

  public static Map<String, Object> parameters(int heads, long seed) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("task", "dynamics");
    parameters.put("heads", heads);
    parameters.put("steps", 500);
    parameters.put("seed", seed);
    return parameters;
  }

  public static TrialRecord record(double... losses) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int k = 0; k < losses.length; k++) {
      curve.add(new CurvePoint(100 * k, null, losses[k], null));
    }
    return TrialRecord.ended(Outcome.COMPLETED)
        .zeroLoss(0.4, 0.001)
        .finalLoss(losses[losses.length - 1], 0.001)
        .with(Measures.CURVE, curve)
        .with(
            Measures.LEARNERS,
            List.of(fit(LearnerKind.GD_PREFIX, 0.3), fit(LearnerKind.RIDGE_PREFIX, 0.1)))
        .build();
  }

  private static FittedLearner fit(LearnerKind kind, double loss) {
    return new FittedLearner(kind, loss, 0.001, List.of(), List.of());
  }

  public static Run run(LearntRule rule, int heads, long seed, double... losses) {
    return Run.trial(heads + "-" + seed, parameters(heads, seed), record(losses), rule);
  }

  /** Eight seeds of one head that stop at the first level, and of two heads at the second. */
  public static List<Run> heads(LearntRule rule) {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 8; seed++) {
      runs.add(run(rule, 1, seed, ONE));
      runs.add(run(rule, 2, seed, TWO));
    }
    return runs;
  }
}
