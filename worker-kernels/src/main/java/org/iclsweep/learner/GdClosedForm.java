package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.TOKEN_CLIP;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;

/** One step of gradient descent with the learning rate of the closed form; depth 1 only. */
public record GdClosedForm(int steps, double tokenClip) implements GradientDescent {

  private static final String OF_DEPTH_ONE = "gd-closed-form is known for depth 1 only";

  private static final String OF_PLAIN_TASKS =
      " is known for linear regression with uniform inputs, without noise and distractors, only";

  public GdClosedForm {
    if (steps != 1) {
      throw new IllegalArgumentException("depth is " + steps + ", but " + OF_DEPTH_ONE);
    }
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, InContext task) {
    return model.depth() > 1
        ? Optional.of(OF_DEPTH_ONE)
        : plain(task).isPresent() ? Optional.empty() : Optional.of(label() + OF_PLAIN_TASKS);
  }

  private static Optional<LinearRegression> plain(InContext task) {
    return task instanceof LinearRegression regression && regression.isPlain()
        ? Optional.of(regression)
        : Optional.empty();
  }

  /**
   * The best rate of one step of gradient descent on linear regression with inputs U(-a, a)^d and N
   * examples.
   *
   * <pre>  η* = 15 N / (a² (5 (N + d) - 1))  </pre>
   *
   * <p>It follows from E x² = a²/3 and E x⁴ = a⁴/5, and does not depend on the teacher's scale.
   */
  public static double rate(InContext task) {
    LinearRegression regression =
        plain(task)
            .orElseThrow(() -> new IllegalArgumentException("a closed form" + OF_PLAIN_TASKS));
    double a = regression.inputs().scale();
    return 15.0
        * regression.context()
        / (a * a * (5.0 * (regression.context() + regression.dim()) - 1));
  }

  /**
   * The loss of answering 0, expected over tasks with inputs U(-a, a)^d and a teacher of scale s.
   *
   * <pre>  s² d a² / 6  </pre>
   */
  public static double zeroLoss(LinearRegression task) {
    double a = task.inputs().scale();
    return task.teacherScale() * task.teacherScale() * task.dim() * (a * a) / 6;
  }

  @Override
  public boolean isTheoryOf(ModelSpec model, InContext task) {
    return model.depth() == 1 && model.isTheorys(AttentionSpec.Kind.LINEAR, task);
  }

  /**
   * That of the best rate.
   *
   * <pre>  (s² d a² / 6) (5 d - 1) / (5 (N + d) - 1)  </pre>
   */
  @Override
  public OptionalDouble expectedLoss(InContext task) {
    return plain(task).stream()
        .mapToDouble(r -> zeroLoss(r) * (5 * r.dim() - 1) / (5.0 * (r.context() + r.dim()) - 1))
        .findFirst();
  }

  @Override
  public String label() {
    return "gd-closed-form";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH, TOKEN_CLIP);
  }

  @Override
  public GdClosedForm beside(TrialSettings trial) {
    return new GdClosedForm(trial.model().depth(), trial.model().tokenClip());
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    return LearnerFit.of(new Rates(List.of(rate(task)), List.of()));
  }

  @Override
  public double searchTasks() {
    return 0;
  }

  /** It is gd up to the search's error. */
  @Override
  public boolean isAlignedAt(int depth) {
    return false;
  }
}
