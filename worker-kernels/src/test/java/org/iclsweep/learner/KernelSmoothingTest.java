package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;

class KernelSmoothingTest {

  /** Squared distances 4 and 1 from the query: weights e^-2 and e^-1/2 at bandwidth 1. */
  @Test
  void labelsAreWeightedByNearness() {
    KernelPredictor smoothing = new KernelPredictor(new LinearRegression(2, 2, 1, 1), 1);
    AttentionMatrices.fill(
        smoothing.block().tokens(), new double[][] {{1, 0, 2}, {1, 3, -1}, {1, 2, 0}});
    double far = Math.exp(-2);
    double near = Math.exp(-0.5);
    double expected = (2 * far - near) / (far + near);
    assertThat((double) smoothing.predict().get(0, 0, 7)).isCloseTo(expected, within(1e-7));
  }

  @Test
  void narrowKernelsAnswerTheNearestLabelAndWideOnesTheMean() {
    KernelPredictor smoothing = new KernelPredictor(new LinearRegression(2, 2, 1, 1), 1e-3);
    AttentionMatrices.fill(
        smoothing.block().tokens(), new double[][] {{1, 0, 2}, {1, 3, -1}, {1, 2, 0}});
    assertThat(smoothing.predict().get(0, 0, 7)).isEqualTo(-1f);
    smoothing.setBandwidth(1e4);
    assertThat(smoothing.predict().get(0, 0, 7)).isCloseTo(0.5f, within(1e-6f));
  }

  @Test
  void sensitivityIsTheDerivativeOfTheAnswer() {
    LinearRegression task = new LinearRegression(3, 5, 1, 1);
    KernelPredictor smoothing = new KernelPredictor(task, 0.7);
    task.sampler(smoothing.block()).draw(5, Stream.EVAL, 0, 0);
    float step = 1f / 256;
    for (int i = 0; i < 3; i++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        float at = smoothing.block().queryInput().get(0, i, lane);
        smoothing.predict();
        double slope = smoothing.sensitivity().get(0, i, lane);
        smoothing.block().queryInput().set(0, i, lane, at + step);
        double above = smoothing.predict().get(0, 0, lane);
        smoothing.block().queryInput().set(0, i, lane, at - step);
        double below = smoothing.predict().get(0, 0, lane);
        smoothing.block().queryInput().set(0, i, lane, at);
        // third derivative times step²/6, and float rounding over the step
        assertThat(slope).isCloseTo((above - below) / (2 * step), within(2e-4));
      }
    }
  }

  @Test
  void theSearchedBandwidthIsBetterThanItsNeighbours() {
    LinearRegression task = new LinearRegression(1, 11, 1, 1);
    KernelSmoothing learner = new KernelSmoothing();
    LearnerFit fit = learner.fit(task, 1);
    EvaluationSet set = new EvaluationSet(task, Stream.EVAL, 1, 20_000);
    double best = Evaluator.loss(learner.predictor(task, fit), set).mean();
    for (double factor : new double[] {0.7, 1.4}) {
      KernelPredictor other = new KernelPredictor(task, factor * fit.bandwidth());
      assertThat(Evaluator.loss(other, set).mean()).isGreaterThan(best);
    }
    assertThat(best).isLessThan(0.2 / 6);
  }
}
