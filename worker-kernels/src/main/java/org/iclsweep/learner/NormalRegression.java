package org.iclsweep.learner;

import java.util.Optional;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;

/** The tasks that theorems on contexts of normal inputs are about, and their scales. */
final class NormalRegression {

  private final LinearRegression task;

  private NormalRegression(LinearRegression task) {
    this.task = task;
  }

  /**
   * @param what is known on such tasks only
   * @throws IllegalArgumentException on others
   */
  static NormalRegression of(TaskSpec task, String what) {
    unknown(task, what)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return new NormalRegression((LinearRegression) task);
  }

  /** Why what is known on such tasks only is not known on one; empty where it is. */
  static Optional<String> unknown(TaskSpec task, String what) {
    if (!(task instanceof LinearRegression regression && isKnown(regression))) {
      return Optional.of(
          what
              + " is known for linear regression with normal inputs, without noise and"
              + " distractors, only");
    }
    return regression.covariance().isFlat()
        ? Optional.empty()
        : Optional.of(what + " is known for inputs of one variance in all directions only");
  }

  private static boolean isKnown(LinearRegression task) {
    return task.inputs()
            .equals(new InputDistribution(InputLaw.NORMAL, task.inputs().scale(), false))
        && task.noise() == 0
        && task.distractors() == 0;
  }

  /** N. */
  int context() {
    return task.context();
  }

  /** Variance of a feature of an input. */
  double variance() {
    return task.inputs().scale() * task.inputs().scale();
  }

  /** A loss of ours over a mean squared error at variances of 1. */
  double lossFactor() {
    return variance() * task.teacherScale() * task.teacherScale() / 2;
  }

  /** Eigenvalues of whitened contexts. */
  WishartSpectrum spectrum() {
    return new WishartSpectrum(task.dim(), task.context());
  }
}
