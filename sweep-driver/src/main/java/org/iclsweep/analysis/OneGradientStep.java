package org.iclsweep.analysis;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.iclsweep.learner.GdClosedForm;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.TrialSpec;

/**
 * Expected losses of one step of gradient descent from zero on linear regression with uniform
 * inputs, without noise or distractors.
 *
 * <pre>
 *   L(eta) = t^2 (d m2 / 2) (1 - 2 eta m2 + eta^2 S),   S = (m4 + (d - 1) m2^2 + (N - 1) m2^2) / N
 *   eta*   = m2 / S = 15 N / (a^2 (5 (N + d) - 1))
 *   L*     = t^2 (d a^2 / 6) (5 d - 1) / (5 (N + d) - 1)
 * </pre>
 *
 * <p>{@code a} is the half-width of the inputs' range, {@code m2 = a^2/3} and {@code m4 = a^4/5}
 * their moments, {@code t} the teacher's scale, {@code d} the dimension, {@code N} the context
 * length. The error is linear in the teacher, so {@code t} enters as its square and moves no
 * optimum. {@code eta} is the rate of the mean squared error: the sum over the context is divided
 * by {@code N}.
 *
 * @param task the distribution
 * @param unit of the losses
 */
public record OneGradientStep(LinearRegression task, LossUnit unit) {

  private static final Set<Shift> KNOWN = Set.of(Shift.INPUT_RANGE, Shift.TEACHER_SCALE);

  public OneGradientStep {
    if (!task.isPlain()) {
      throw new IllegalArgumentException("no closed form is known for " + task);
    }
  }

  /** In the unit of tables. */
  public OneGradientStep(LinearRegression task) {
    this(task, LossUnit.HALF_SQUARED_ERROR);
  }

  /** The theory for a trial, where it is one layer on this task. */
  public static Optional<OneGradientStep> of(Run run) {
    return run.trained()
        .filter(TrialSpec::hasClosedForm)
        .map(trained -> new OneGradientStep((LinearRegression) trained.task(), run.unit()));
  }

  /** Loss of the predictor that answers 0. */
  public double zeroLoss() {
    return unit.factor() * GdClosedForm.zeroLoss(task);
  }

  /** The learning rate of least loss. */
  public double bestLearningRate() {
    return GdClosedForm.rate(task);
  }

  /** The loss at {@link #bestLearningRate}. */
  public double bestLoss() {
    return unit.factor() * new GdClosedForm(1, 0).expectedLoss(task).orElseThrow();
  }

  /** The loss after one step at this learning rate. */
  public double loss(double learningRate) {
    double m2 = square(range()) / 3;
    double m4 = square(square(range())) / 5;
    double s = (m4 + (task.dim() + task.context() - 2) * square(m2)) / task.context();
    return zeroLoss() * (1 - 2 * learningRate * m2 + square(learningRate) * s);
  }

  /**
   * The loss on shifted tasks of the learning rate that is best on these; empty where there is no
   * closed form, or no double for what the shift makes of the tasks.
   */
  public OptionalDouble shiftedLoss(Shift shift, double alpha) {
    double scale = alpha * (shift == Shift.INPUT_RANGE ? range() : task.teacherScale());
    boolean possible = scale > 0 && Double.isFinite(scale);
    return KNOWN.contains(shift) && possible
        ? OptionalDouble.of(
            new OneGradientStep(task.shifted(shift, alpha), unit).loss(bestLearningRate()))
        : OptionalDouble.empty();
  }

  private double range() {
    return task.inputs().scale();
  }

  private static double square(double x) {
    return x * x;
  }
}
