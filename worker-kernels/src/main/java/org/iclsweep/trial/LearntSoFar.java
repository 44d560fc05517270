package org.iclsweep.trial;

import java.util.Arrays;
import java.util.Optional;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.Level;
import org.iclsweep.measure.Loss;

/**
 * Tells of a model in training, at one point of its curve after the other, whether it has learnt by
 * the rule that stops it. What follows cannot change that: the first points that last long enough
 * are the first ones of any longer curve.
 */
final class LearntSoFar {

  private final LearntRule rule;
  private final Level level;
  private int[] steps = new int[64];
  private double[] losses = new double[64];
  private int points;

  /** By a rule that is applied between these losses. */
  LearntSoFar(LearntRule rule, Level level) {
    this.rule = rule;
    this.level = level;
  }

  /**
   * Of a model; empty where nothing stops it, or it cannot be told whether it has learnt.
   *
   * @param zero loss of answering 0
   */
  static Optional<LearntSoFar> of(MeasuredModel model, Loss zero) {
    TrialRecord known =
        TrialRecord.ended(Outcome.COMPLETED)
            .zeroLoss(zero.mean(), zero.standardError())
            .with(Measures.LEARNERS, model.learners())
            .build();
    return model
        .spec()
        .training()
        .stops()
        .flatMap(rule -> known.level(rule.goal()).map(level -> new LearntSoFar(rule, level)));
  }

  /** Whether it has learnt, as one more point shows; a point above the bound shows nothing. */
  boolean see(int step, double loss) {
    if (points == steps.length) {
      steps = Arrays.copyOf(steps, 2 * points);
      losses = Arrays.copyOf(losses, 2 * points);
    }
    steps[points] = step;
    losses[points] = loss;
    points++;
    return loss <= rule.bound(level) && hasLearnt();
  }

  private boolean hasLearnt() {
    int[] seen = Arrays.copyOf(steps, points);
    return LearningEvents.of(seen, Arrays.copyOf(losses, points), level, rule, null).learnt()
        != null;
  }
}
