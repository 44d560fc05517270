package org.iclsweep.spi;

import java.util.OptionalDouble;

/**
 * A learner that trained models are held against. A study has it as {@code provided} in {@code
 * measure.against}, named by {@code measure.provided-learner}.
 */
public interface LearnerProvider extends Provider {

  /**
   * Refuses shapes of tasks that it cannot learn.
   *
   * @param context N, at least 1
   * @param dim d, at least 1
   * @throws IllegalArgumentException with what is wrong with them
   */
  default void check(Settings settings, int context, int dim) {}

  /** The learner at work on tasks of this shape. */
  PairLearner learner(Settings settings, int context, int dim);

  /**
   * Multiply-adds of one answer, an estimate for the plan, of which no result depends; that of a
   * solution of d equations where it is not told.
   */
  default OptionalDouble multiplyAdds(Settings settings, int context, int dim) {
    return OptionalDouble.empty();
  }
}
