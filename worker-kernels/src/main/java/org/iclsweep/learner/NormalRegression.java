package org.iclsweep.learner;

import java.util.List;
import java.util.Optional;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;

/** The tasks that theorems on contexts of normal inputs are about, and their scales. */
final class NormalRegression {

  private final LinearRegression task;

  /** Beside which covariances of the inputs something is known. */
  enum Beside {
    /** All. */
    ANY(""),
    /** Those that change no expected loss of what is whitened. */
    LIKE_FLAT(" is known for teachers of the inverse covariance only, or inputs of one variance"),
    /** Multiples of the identity. */
    FLAT(" is known for inputs of one variance in all directions only");

    private final String only;

    Beside(String only) {
      this.only = only;
    }

    private boolean holds(Covariance covariance) {
      return switch (this) {
        case ANY -> true;
        case LIKE_FLAT -> covariance.isFlat() || covariance.keepsLabels();
        case FLAT -> covariance.isFlat();
      };
    }
  }

  private NormalRegression(LinearRegression task) {
    this.task = task;
  }

  /**
   * @param what is known on such tasks only
   * @throws IllegalArgumentException on others
   */
  static NormalRegression of(TaskSpec task, String what, Beside beside) {
    unknown(task, what, beside)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return new NormalRegression((LinearRegression) task);
  }

  /** Why what is known on such tasks only is not known on one; empty where it is. */
  static Optional<String> unknown(TaskSpec task, String what, Beside beside) {
    if (!(task instanceof LinearRegression regression && isKnown(regression))) {
      return Optional.of(
          what
              + " is known for linear regression with normal inputs, without noise and"
              + " distractors, only");
    }
    if (!regression.features().areInputs()) {
      return Optional.of(what + " is known for labels that are linear in inputs only");
    }
    return beside.holds(regression.covariance())
        ? Optional.empty()
        : Optional.of(what + beside.only);
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

  /** Variance of a feature of an input, without the covariance. */
  double variance() {
    return task.inputs().scale() * task.inputs().scale();
  }

  /** Variances along the directions of the covariance. */
  List<Double> variances() {
    return eigenvalues().stream().map(eigenvalue -> variance() * eigenvalue).toList();
  }

  /** Σ⁻¹ up to the variance; empty where it is the identity. */
  Optional<SharedMatrix> inverseCovariance() {
    return task.covariance().isFlat()
        ? Optional.empty()
        : Optional.of(turned(eigenvalues().stream().map(eigenvalue -> 1 / eigenvalue).toList()));
  }

  /** U diag(values) Uᵀ: [d, d]. */
  SharedMatrix turned(List<Double> values) {
    return task.covariance().turned(values);
  }

  /** What each of these directions adds to the variance of labels. */
  List<Double> labelVariances() {
    double squared = task.teacherScale() * task.teacherScale();
    return variances().stream()
        .map(variance -> squared * (keepsLabels() ? variance() : variance))
        .toList();
  }

  /** The loss of answering 0, expected over all tasks. */
  double zeroLoss() {
    return labelVariances().stream().mapToDouble(each -> each / 2).sum();
  }

  /** Whether teachers are N(0, Σ⁻¹) up to their scale. */
  boolean keepsLabels() {
    return task.covariance().keepsLabels();
  }

  private List<Double> eigenvalues() {
    return task.covariance().eigenvalues(task.dim());
  }

  /** A loss of ours over a mean squared error at variances of 1, beside what is like flat. */
  double lossFactor() {
    return variance() * task.teacherScale() * task.teacherScale() / 2;
  }

  /** Eigenvalues of whitened contexts. */
  WishartSpectrum spectrum() {
    return new WishartSpectrum(task.dim(), task.context());
  }
}
