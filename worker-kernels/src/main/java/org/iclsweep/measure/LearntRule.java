package org.iclsweep.measure;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * When a model has learnt: its loss stays within a factor of the learner's for a number of steps.
 *
 * @param within the factor, above 1
 * @param lasting the steps
 */
public record LearntRule(double within, int lasting) implements Serializable {

  /** What holds where a study says nothing. */
  public static final LearntRule DEFAULT = new LearntRule(1.05, 100);

  public LearntRule {
    require(within > 1 && Double.isFinite(within), "within", within, "a number above 1");
    require(lasting >= 0, "lasting", lasting, "0 or more");
  }

  /** What a loss has to stay below. A loss above the middle is of no model that has learnt. */
  double bound(Level level) {
    return Math.min(within * level.learnerLoss(), level.middle());
  }

  /** As far below the learner's loss as it is half-way up to the bound. */
  double floor(Level level) {
    return level.learnerLoss() / Math.sqrt(within);
  }
}
