package org.iclsweep.analysis;

import java.util.Optional;
import java.util.OptionalDouble;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Shift;

/**
 * Expected losses of one step of gradient descent from zero on noise-free linear regression.
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
 */
public record OneGradientStep(LinearRegression task) {

  /** The theory for a trial, where its columns say that it is one layer on this task. */
  public static Optional<OneGradientStep> of(Run run) {
    OptionalDouble dim = run.number(Columns.DIM);
    OptionalDouble context = run.number(Columns.CONTEXT);
    OptionalDouble inputRange = run.number(Columns.INPUT_RANGE);
    boolean oneLayer = run.number(Columns.DEPTH).orElse(0) == 1;
    if (!oneLayer || dim.isEmpty() || context.isEmpty() || inputRange.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OneGradientStep(
            new LinearRegression(
                (int) dim.getAsDouble(),
                (int) context.getAsDouble(),
                inputRange.getAsDouble(),
                run.number(Columns.TEACHER_SCALE).orElse(1))));
  }

  /** Loss of the predictor that answers 0. */
  public double zeroLoss() {
    return square(task.teacherScale()) * task.dim() * square(task.inputRange()) / 6;
  }

  /** The learning rate of least loss. */
  public double bestLearningRate() {
    return LearnerFit.closedFormRate(task);
  }

  /** The loss at {@link #bestLearningRate}. */
  public double bestLoss() {
    return zeroLoss() * (5 * task.dim() - 1) / denominator();
  }

  /** The loss after one step at this learning rate. */
  public double loss(double learningRate) {
    double m2 = square(task.inputRange()) / 3;
    double m4 = square(square(task.inputRange())) / 5;
    double s = (m4 + (task.dim() + task.context() - 2) * square(m2)) / task.context();
    return zeroLoss() * (1 - 2 * learningRate * m2 + square(learningRate) * s);
  }

  /** The loss on shifted tasks of the learning rate that is best on these. */
  public double shiftedLoss(Shift shift, double alpha) {
    return new OneGradientStep(task.shifted(shift, alpha)).loss(bestLearningRate());
  }

  private double denominator() {
    return 5.0 * (task.context() + task.dim()) - 1;
  }

  private static double square(double x) {
    return x * x;
  }
}
