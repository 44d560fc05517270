package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.learner.Prices;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.TaskSpec;

/**
 * How a measure is taken, and what that costs beside training: by default not at all, and nothing.
 * One that trials ask for is a record of what they ask; equal ones leave the same.
 */
public interface Taking<R extends Record> extends Serializable {

  /**
   * Refuses models and tasks of which it cannot be taken.
   *
   * @throws IllegalArgumentException if these are such
   */
  default void refuse(ModelSpec model, TaskSpec task) {}

  /** How it is taken at every point of a model's curve, also of one that diverges. */
  default AtPoints<R> atPoints(MeasuredModel model) {
    return point -> List.of();
  }

  /** What it leaves at the end of a model that did not diverge. */
  default List<R> atEnd(MeasuredModel model) {
    return List.of();
  }

  /** What it leaves at the end, whatever it was. */
  default List<R> atAnyEnd(MeasuredModel model) {
    return model.diverged() ? List.of() : atEnd(model);
  }

  /** What it leaves at the end alone, of a model that is not measured while it is trained. */
  default List<R> ofEnd(MeasuredModel model) {
    List<R> left = new ArrayList<>(atAnyEnd(model));
    if (!model.diverged()) {
      left.addAll(atPoints(model).atEnd(model));
    }
    return left;
  }

  /** Whether it is taken while a model is trained, so that final weights do not tell it. */
  default boolean isOverSteps() {
    return false;
  }

  /**
   * Whether what was left by the same training, measured otherwise, and its weights tell what this
   * leaves.
   *
   * @param before how the measure was taken
   * @param trial of which it is taken
   * @param trained the trial whose record there is
   */
  default boolean isToldBy(Taking<?> before, TrialSpec trial, TrialSpec trained) {
    return !isOverSteps() || equals(before);
  }

  /**
   * Of what was left over the steps of the same training, what this leaves of a model.
   *
   * @param left where {@link #isToldBy} holds
   */
  default List<R> takenOver(MeasuredModel model, List<R> left) {
    return left;
  }

  /** What it leaves of a fitted learner. */
  default List<R> ofLearner(MeasuredLearner learner) {
    return List.of();
  }

  /** Floating-point operations of it in a trial. */
  default double flops(TrialSpec trial, Prices prices) {
    return 0;
  }

  /** Floating-point operations of it with a learner. */
  default double flops(LearnerSpec learner, Prices prices) {
    return 0;
  }

  /** Bytes that it takes in a trial. */
  default double bytes(TrialSpec trial) {
    return 0;
  }

  /** Bytes that it takes with a learner. */
  default double bytes(LearnerSpec learner) {
    return 0;
  }
}
