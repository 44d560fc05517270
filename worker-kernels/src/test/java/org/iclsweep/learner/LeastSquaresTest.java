package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.Disturbed;
import org.iclsweep.task.Features;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastSquaresTest {

  /**
   * X Xᵀ = [[5/4, 1/4], [1/4, 1/4]] and X y = (3/2, -1/2), so with λ = 1 the weights are (32, -24)
   * / 44.
   */
  @Test
  void ridgeIsTheSolutionOfTheNormalEquations() {
    LeastSquaresPredictor ridge = new LeastSquaresPredictor(new LinearRegression(2, 2, 1, 1), 1);
    AttentionMatrices.fill(
        ridge.block().tokens(), new double[][] {{1, 0, 2}, {.5, .5, -1}, {1, 2, 0}});
    assertThat(ridge.predict().get(0, 0, 5)).isCloseTo((32f - 48) / 44, within(1e-7f));
    assertThat(ridge.sensitivity().get(0, 0, 5)).isCloseTo(32f / 44, within(1e-7f));
    assertThat(ridge.sensitivity().get(0, 1, 5)).isCloseTo(-24f / 44, within(1e-7f));
  }

  /** Also where the context is shorter than the dimension. */
  @ParameterizedTest
  @CsvSource({"5, 7", "7, 5"})
  void theGradientOfThePenalisedSumOfSquaresVanishes(int dim, int context) {
    double strength = 0.3;
    LeastSquaresPredictor ridge =
        new LeastSquaresPredictor(new LinearRegression(dim, context, 1, 1), strength);
    TaskBlock block = draw(ridge, dim, context);
    ridge.predict();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int i = 0; i < dim; i++) {
        double gradient = strength * ridge.sensitivity().get(0, i, lane);
        for (int s = 0; s < context; s++) {
          double error = -block.contextLabels().get(s, 0, lane);
          for (int j = 0; j < dim; j++) {
            error += ridge.sensitivity().get(0, j, lane) * block.contextInputs().get(s, j, lane);
          }
          gradient += error * block.contextInputs().get(s, i, lane);
        }
        // the weights are rounded to float
        assertThat(gradient).isCloseTo(0, within(1e-5));
      }
    }
  }

  @Test
  void aVanishingPenaltyIsTheSolutionOfLeastNorm() {
    LinearRegression task = new LinearRegression(7, 5, 1, 1);
    LeastSquaresPredictor least = new LeastSquaresPredictor(task, 0);
    LeastSquaresPredictor ridge = new LeastSquaresPredictor(task, 1e-10);
    draw(least, 7, 5);
    draw(ridge, 7, 5);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      float prediction = least.predict().get(0, 0, lane);
      assertThat(ridge.predict().get(0, 0, lane)).isCloseTo(prediction, within(1e-5f));
    }
  }

  /** Where labels tell nothing of the weights, the posterior's mean has all of their variance. */
  @Test
  void leastNormIsThatOfWhitenedInputsWhereTeachersHaveTheInverseCovariance() {
    List<Double> skewed = List.of(1.0, 1.0, 0.25, 0.0625, 1.0);
    LinearRegression task =
        new LinearRegression(5, 3, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false))
            .withCovariance(new Covariance(skewed, TeacherLaw.INVERSE_COVARIANCE, true, 3));
    LeastSquares learner = new LeastSquares();
    EvaluationSet set = new EvaluationSet(task, Stream.EVAL, 1, 20_000);
    Loss loss = Evaluator.loss(learner.predictor(task, learner.fit(task, 0)), set);
    assertThat(loss.mean()).isCloseTo((5 - 3) / 2.0, within(4 * loss.standardError()));
    Loss raw = Evaluator.loss(new LeastSquaresPredictor(task, 0), set);
    assertThat(raw.mean()).isGreaterThan(1.1);
  }

  /** Also of fewer units than features, of which the context tells no more. */
  @ParameterizedTest
  @CsvSource({"10", "2"})
  void labelsThatAreLinearInFeaturesAreLearnedByThem(int units) {
    LinearRegression task =
        new LinearRegression(5, 20, 1.7, 1).withFeatures(new Features(units, 7));
    LeastSquares learner = new LeastSquares();
    Predictor predictor = learner.predictor(task, learner.fit(task, 0));
    EvaluationSet set = new EvaluationSet(task, Stream.EVAL, 1, 2_000);
    Loss raw = Evaluator.loss(new LeastSquaresPredictor(task, 0), set);
    assertThat(raw.mean()).isGreaterThan(1e-4);
    // labels of order 1 in float, but for contexts that hardly show a direction
    assertThat(Evaluator.loss(predictor, set).mean()).isLessThan(1e-3 * raw.mean());
  }

  /** Where few units are active in a context, it shows few directions. */
  @Test
  void whatAContextDoesNotShowOfFeaturesIsTakenToBeNothing() {
    LinearRegression task = new LinearRegression(5, 6, 1.7, 1).withFeatures(new Features(5, 7));
    EvaluationSet set = new EvaluationSet(task, Stream.EVAL, 1, 20_000);
    Predictor predictor = LeastSquaresPredictor.ofLeastNorm(task);
    assertThat(Evaluator.loss(predictor, set).mean())
        .isLessThan(Evaluator.zeroLoss(predictor, set).mean());
  }

  @Test
  void theGradientByTheQueryIsThatOfItsFeatures() {
    LinearRegression task = new LinearRegression(5, 20, 1.7, 1).withFeatures(new Features(10, 7));
    LeastSquaresPredictor learner = LeastSquaresPredictor.ofLeastNorm(task);
    TaskBlock block = learner.block();
    task.sampler(block).draw(5, Stream.EVAL, 0, 0);
    float at = learner.predict().get(0, 0, 3);
    float gradient = learner.sensitivity().get(0, 1, 3);
    float step = 0x1p-7f;
    block.queryInput().set(0, 1, 3, block.queryInput().get(0, 1, 3) + step);
    // linear between kinks; two roundings of answers of order 1
    assertThat((learner.predict().get(0, 0, 3) - at) / step).isCloseTo(gradient, within(1e-4f));
  }

  @Test
  void whatIsBestOfLabelsThatAreLinearInInputsIsNotKnownOfOthers() {
    LinearRegression task = new LinearRegression(5, 20, 1.7, 1).withFeatures(new Features(10, 7));
    assertThatThrownBy(() -> Ridge.bayes(task))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the best strength of ridge is known for labels that are linear in inputs only");
    LinearRegression normal = task.withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    assertThat(ExpectedLoss.unknown(normal.withFeatures(Features.NONE))).isEmpty();
    assertThat(ExpectedLoss.unknown(normal))
        .hasValue("an expected loss is known for labels that are linear in inputs only");
  }

  @Test
  void theStrengthOfThePosteriorIsTheBestOnNoisyLabels() {
    LinearRegression task = Disturbed.noisy(new LinearRegression(5, 7, 1, 2), 1.1);
    double best = Ridge.bayes(task);
    assertThat(best).isCloseTo(0.3025, within(1e-15));
    EvaluationSet set = new EvaluationSet(task, Stream.EVAL, 1, 20_000);
    double loss = Evaluator.loss(new LeastSquaresPredictor(task, best), set).mean();
    for (double other : new double[] {best / 2, 2 * best, 0}) {
      assertThat(Evaluator.loss(new LeastSquaresPredictor(task, other), set).mean())
          .isGreaterThan(loss);
    }
  }

  private static TaskBlock draw(LeastSquaresPredictor learner, int dim, int context) {
    new LinearRegression(dim, context, 1, 1).sampler(learner.block()).draw(5, Stream.EVAL, 0, 0);
    return learner.block();
  }
}
