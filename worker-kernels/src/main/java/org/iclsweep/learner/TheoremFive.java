package org.iclsweep.learner;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;

/**
 * One layer of attention whose scores go through max(0, s), at its optimum for linear regression
 * with inputs N(0, a² I_d) and N examples.
 *
 * <pre>
 *   P = [[0, 0], [0, 1]],   Q = -[[c I, 0], [0, 0]],   c = 2 N / (a² (N + 2 d + 3))
 *   ŷ = -(c/N) Σ_i y_i max(0, -x_i·x),   ∂ŷ/∂x = (c/N) Σ_{x_i·x &lt; 0} y_i x_i
 *   loss = s² a² d (2 d + 3) / (2 (N + 2 d + 3)), s the teacher's scale
 * </pre>
 *
 * <p>With P and Q as the theorem has them it looks at the examples on the far side of the query;
 * with both negated, at those on the near side, which is as good.
 *
 * <p>Departures: the theorem has a = s = 1, and a loss without the factor 1/2; that other scales
 * divide c by a² follows from x = a z, and labels are linear in the teacher.
 *
 * <p><b>Error.</b> In double; the answer is rounded to float.
 *
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorem 5</a>
 */
public record TheoremFive() implements InContextLearner {

  /** c. */
  static double scale(InContext task) {
    double a = ((LinearRegression) task).inputs().scale();
    return 2.0 * task.context() / (a * a * (task.context() + 2 * task.inputDim() + 3));
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, InContext task) {
    return NormalRegression.unknown(task, label(), NormalRegression.Beside.FLAT);
  }

  @Override
  public boolean isTheoryOf(ModelSpec model, InContext task) {
    return model.depth() == 1 && model.isTheorys(AttentionSpec.Kind.RELU, task);
  }

  @Override
  public OptionalDouble expectedLoss(InContext task) {
    double zeroLoss = NormalRegression.of(task, label(), NormalRegression.Beside.FLAT).zeroLoss();
    double rest = 2.0 * task.inputDim() + 3;
    return OptionalDouble.of(zeroLoss * rest / (task.context() + rest));
  }

  @Override
  public String label() {
    return "theorem-5";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of();
  }

  @Override
  public TheoremFive beside(TrialSettings trial) {
    NormalRegression.of(trial.inContext(), label(), NormalRegression.Beside.FLAT);
    return this;
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    return LearnerFit.NOTHING;
  }

  @Override
  public Predictor predictor(InContext task, LearnerFit fit) {
    return new Layer(task);
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return prices.draw() + 2.0 * task.context() * (task.inputDim() + 1);
  }

  private static final class Layer extends TaskByTask {

    /** c/N. */
    private final double rate;

    Layer(InContext task) {
      super(task);
      rate = scale(task) / context;
    }

    @Override
    double answer(int lane) {
      double sum = 0;
      for (int s = 0; s < context; s++) {
        sum = Math.fma(label(s, lane), Math.max(0, -score(s, lane)), sum);
      }
      return -rate * sum;
    }

    @Override
    void differentiate(int lane, double[] gradient) {
      Arrays.fill(gradient, 0);
      for (int s = 0; s < context; s++) {
        if (score(s, lane) < 0) {
          for (int i = 0; i < dim; i++) {
            gradient[i] = Math.fma(label(s, lane), input(s, i, lane), gradient[i]);
          }
        }
      }
      Arrays.setAll(gradient, i -> rate * gradient[i]);
    }

    /** x_i·x. */
    private double score(int s, int lane) {
      double sum = 0;
      for (int i = 0; i < dim; i++) {
        sum = Math.fma(input(s, i, lane), query(i, lane), sum);
      }
      return sum;
    }
  }
}
