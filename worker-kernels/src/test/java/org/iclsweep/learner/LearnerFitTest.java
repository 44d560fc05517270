package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fitted learners against closed forms and independently computed optima. */
class LearnerFitTest {

  /**
   * Expected: η* and L* of one step, exact; the last row has another dimension, length and range.
   */
  @ParameterizedTest
  @CsvSource({
    "10, 10, 0.5, 6.0606, 0.206229",
    "10, 20, 0.5, 8.054, 0.13702",
    "10, 5, 0.5, 4.054, 0.27590",
    "10, 10, 1.0, 1.51515, 0.824916",
    "5, 10, 1.0, 2.02703, 0.27027"
  })
  void oneSearchedStepIsTheClosedForm(
      int dim, int context, double range, double bestRate, double bestLoss) {
    LinearRegression task = new LinearRegression(dim, context, range, 1);
    Fitted searched = fit(new Gd(1, 0), task);
    Fitted oneStep = fit(new GdOneStep(0), task);
    assertThat(oneStep.learningRates()).isEqualTo(searched.learningRates());
    assertThat(GdClosedForm.rate(task) / bestRate).isCloseTo(1, within(1e-4));
    assertThat(searched.learningRates().get(0) / bestRate).isCloseTo(1, within(0.02));
    Loss loss = loss(searched, task);
    assertThat(loss.mean()).isCloseTo(bestLoss, within(3 * loss.standardError()));
  }

  @Test
  void severalStepsOfGradientDescentReachTheKnownOptimum() {
    LinearRegression task = new LinearRegression(10, 10, 0.5, 1);
    Fitted two = fit(new Gd(2, 0), task);
    // population optimum 5.984, loss 0.15661; the loss is flat in η
    assertThat(two.learningRates().get(0)).isCloseTo(5.984, within(0.12));
    Loss loss = loss(two, task);
    assertThat(loss.mean()).isCloseTo(0.15661, within(3 * loss.standardError()));
  }

  @Test
  void twoTiedLayersOfGdPlusPlusReachTheKnownOptimum() {
    LinearRegression task = new LinearRegression(10, 10, 0.5, 1);
    Fitted fit = fit(new GdPlusPlus(2, true, 0), task);
    // population optimum η = 13.51, γ = 0.1762, loss 0.1105
    assertThat(fit.learningRates().get(0)).isCloseTo(13.51, within(0.3));
    assertThat(fit.gammas().get(0)).isCloseTo(0.1762, within(0.005));
    Loss loss = loss(fit, task);
    assertThat(loss.mean()).isCloseTo(0.1105, within(3 * loss.standardError()));
  }

  /** Expected: the optimum of the population, computed independently; the loss is flat there. */
  @Test
  void stepsWithTheirOwnRatesReachTheKnownOptimum() {
    LinearRegression task = new LinearRegression(10, 10, 0.5, 1);
    Fitted fit = fit(new GdPerStep(3, 0), task);
    double[] rates = fit.learningRates().stream().mapToDouble(r -> r).sorted().toArray();
    assertThat(rates).containsExactly(new double[] {3.36, 5.66, 18.87}, within(0.3));
    assertThat(fit.gammas()).isEmpty();
    Loss loss = loss(fit, task);
    assertThat(loss.mean()).isCloseTo(0.11015, within(3 * loss.standardError()));
  }

  @Test
  void twoUntiedLayersOfGdPlusPlusFindTheDeepestOfThreeValleys() {
    LinearRegression task = new LinearRegression(10, 10, 0.5, 1);
    Fitted fit = fit(new GdPlusPlus(2, false, 0), task);
    // population losses .1039, .0986 and .0922
    assertThat(fit.learningRates().get(0)).isCloseTo(4.13, within(0.1));
    assertThat(fit.learningRates().get(1)).isCloseTo(36.5, within(1.0));
    assertThat(fit.gammas().get(0)).isCloseTo(0.399, within(0.01));
    Loss loss = loss(fit, task);
    assertThat(loss.mean()).isCloseTo(0.0922, within(3 * loss.standardError()));
  }

  /** The released recipe, one start and 30,000 steps, ends at 0.020 or above. */
  @Test
  void fiveUntiedLayersOfGdPlusPlusStartFromTheRightValley() {
    LinearRegression task = new LinearRegression(10, 10, 0.5, 1);
    assertThat(loss(fit(new GdPlusPlus(5, false, 10), task), task).mean()).isLessThan(0.015);
  }

  @Test
  void oneLayerOfGdPlusPlusIsGradientDescent() {
    LinearRegression task = new LinearRegression(5, 7, 0.5, 1);
    Fitted gd = fit(new Gd(1, 0), task);
    Fitted plus = fit(new GdPlusPlus(1, true, 0), task);
    Fitted perStep = fit(new GdPerStep(1, 0), task);
    assertThat(perStep.learningRates()).isEqualTo(gd.learningRates());
    assertThat(plus.learningRates()).isEqualTo(gd.learningRates());
    assertThat(loss(plus, task)).isEqualTo(loss(gd, task));
  }

  @Test
  void leastSquaresSolvesATaskWithoutNoiseAndIsOfLeastNormWhereUnderdetermined() {
    LinearRegression determined = new LinearRegression(5, 7, 0.5, 1);
    Fitted exact = fit(new LeastSquares(), determined);
    assertThat(loss(exact, determined).mean()).isLessThan(1e-9);

    // the solution of least norm projects the teacher onto N of d directions at random: (1 - N/d)
    // of the loss is left
    LinearRegression under = new LinearRegression(10, 4, 0.5, 1);
    Fitted least = fit(new LeastSquares(), under);
    Loss loss = loss(least, under);
    double zero = 10 * 0.25 / 6;
    assertThat(loss.mean()).isCloseTo(zero * 0.6, within(3 * loss.standardError()));
  }

  @Test
  void closedFormIsRefusedAboveDepthOne() {
    assertThatThrownBy(() -> new GdClosedForm(2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depth is 2, but gd-closed-form is known for depth 1 only");
  }

  /** A learner, and what its fit found. */
  private record Fitted(Predictor predictor, List<Double> learningRates, List<Double> gammas) {}

  private static Fitted fit(Learner learner, LinearRegression task) {
    LearnerFit found = learner.fit(task, 1);
    return new Fitted(learner.predictor(task, found), found.learningRates(), found.gammas());
  }

  private static Loss loss(Fitted fitted, LinearRegression task) {
    return Evaluator.loss(fitted.predictor, new EvaluationSet(task, Stream.EVAL, 1, 10_000));
  }
}
