package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.learner.AttentionMatrices.matrix;
import static org.iclsweep.learner.AttentionMatrices.product;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Disturbed;
import org.iclsweep.task.InContext;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layer of theorem 5 against its definition, and against the loss that it is to have. */
class TheoremFiveTest {

  private static LinearRegression task(int dim, int context, double scale, double teacher) {
    return new LinearRegression(dim, context, 1, teacher)
        .withInputs(new InputDistribution(InputLaw.NORMAL, scale, false));
  }

  private static Predictor predictor(InContext task) {
    TheoremFive learner = new TheoremFive();
    return learner.predictor(task, learner.fit(task, 0));
  }

  /** c = 4/9; scores -1 and 0, so that ŷ = -(2/9) 2 · 1. */
  @Test
  void handWorkedExampleHolds() {
    Predictor layer = predictor(task(2, 2, 1, 1));
    AttentionMatrices.fill(
        layer.block().tokens(), new double[][] {{1, 0, 2}, {.5, .5, -1}, {-1, 1, 0}});
    assertThat(layer.predict().get(0, 0, 7)).isCloseTo(-4 / 9f, within(1e-7f));
    assertThat(layer.sensitivity().get(0, 0, 7)).isCloseTo(4 / 9f, within(1e-7f));
    assertThat(layer.sensitivity().get(0, 1, 7)).isZero();
  }

  /** Rows are tokens: the label's row of Z + (1/N) P Z M max(0, Zᵀ Q Z), transposed. */
  @Test
  void itIsTheLayerOfTheTheorem() {
    int dim = 3;
    int context = 7;
    LinearRegression task = task(dim, context, 0.5, 1);
    Predictor layer = predictor(task);
    task.sampler(layer.block()).draw(5, Stream.EVAL, 0, 0);
    layer.predict();
    double c = 2.0 * context / (2 * (dim + 2) + context - 1) / 0.25;
    double[][] p = matrix(dim + 1, dim + 1, (i, j) -> i == dim && j == dim ? 1 : 0);
    double[][] q = matrix(dim + 1, dim + 1, (i, j) -> i == j && i < dim ? -c : 0);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      int at = lane;
      LaneMatrix tokens = layer.block().tokens();
      double[][] z = matrix(context + 1, dim + 1, (t, i) -> tokens.get(t, i, at));
      double[][] transposed = matrix(dim + 1, context + 1, (i, t) -> z[t][i]);
      double[][] scores = product(product(z, q), transposed);
      double[][] seen =
          matrix(context + 1, context + 1, (t, s) -> s < context ? Math.max(0, scores[t][s]) : 0);
      double label = z[context][dim] + product(product(seen, z), p)[context][dim] / context;
      // the answer is rounded to float
      assertThat((double) layer.predict().get(0, 0, lane)).isCloseTo(-label, within(1e-6));
    }
  }

  /** Expected: half of d (2d + 3) / (N + 2d + 3), the published loss, times both scales squared. */
  @ParameterizedTest
  @CsvSource({
    "5, 20, 1, 1, 0.984848485",
    "5, 20, 0.5, 1, 0.246212121",
    "3, 7, 1, 2, 3.375",
    "7, 5, 1, 1, 2.704545455"
  })
  void theLossIsTheTheorems(int dim, int context, double scale, double teacher, double expected) {
    LinearRegression task = task(dim, context, scale, teacher);
    Loss loss = Evaluator.loss(predictor(task), new EvaluationSet(task, Stream.EVAL, 1, 50_000));
    assertThat(loss.mean()).isCloseTo(expected, within(3 * loss.standardError()));
  }

  @Test
  void sensitivityIsTheDerivativeOfTheAnswer() {
    LinearRegression task = task(3, 7, 1, 1);
    Predictor layer = predictor(task);
    task.sampler(layer.block()).draw(5, Stream.EVAL, 0, 0);
    LaneMatrix query = layer.block().queryInput();
    float step = 1f / 4096;
    for (int i = 0; i < 3; i++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        float at = query.get(0, i, lane);
        layer.predict();
        double slope = layer.sensitivity().get(0, i, lane);
        query.set(0, i, lane, at + step);
        double above = layer.predict().get(0, 0, lane);
        query.set(0, i, lane, at - step);
        double below = layer.predict().get(0, 0, lane);
        query.set(0, i, lane, at);
        // piecewise linear: float rounding over the step, no kink of these tasks lies within it
        assertThat(slope).isCloseTo((above - below) / (2 * step), within(4e-3));
      }
    }
  }

  @Test
  void otherTasksAreRefused() {
    LinearRegression known = task(3, 7, 1, 1);
    for (InContext other :
        List.of(
            new LinearRegression(3, 7, 1, 1),
            known.withInputs(new InputDistribution(InputLaw.LAPLACE, 1, false)),
            known.withInputs(new InputDistribution(InputLaw.NORMAL, 1, true)),
            Disturbed.noisy(known, 0.1),
            Disturbed.distracted(known, 1))) {
      TrialSettings trial = new TrialSettings(Construction.model(1), other, 1, 1, 0);
      assertThatThrownBy(() -> new TheoremFive().beside(trial))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "theorem-5 is known for linear regression with normal inputs, without noise and"
                  + " distractors, only");
    }
  }
}
