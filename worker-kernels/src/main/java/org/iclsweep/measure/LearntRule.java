package org.iclsweep.measure;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * When a model has learnt: its loss stays within a factor of its goal for a number of steps.
 *
 * @param goal what the loss has to come to
 * @param within the factor, above 1
 * @param lasting the steps
 */
public record LearntRule(Goal goal, double within, int lasting) implements Serializable {

  /** What holds where a study says nothing. */
  public static final LearntRule DEFAULT = new LearntRule(1.05, 100);

  public LearntRule {
    require(within > 1 && Double.isFinite(within), "within", within, "a number above 1");
    require(lasting >= 0, "lasting", lasting, "0 or more");
  }

  /** That of gradient descent. */
  public LearntRule(double within, int lasting) {
    this(Goal.GRADIENT_DESCENT, within, lasting);
  }

  /** The same where all losses are told times a factor. */
  public LearntRule times(double factor) {
    return new LearntRule(goal.times(factor), within, lasting);
  }

  /** What a loss has to stay below. A loss above the middle is of no model that has learnt. */
  public double bound(Level level) {
    return Math.min(within * level.goalLoss(), level.middle());
  }

  /** As far below the goal as it is half-way up to the bound. */
  double floor(Level level) {
    return level.goalLoss() / Math.sqrt(within);
  }
}
