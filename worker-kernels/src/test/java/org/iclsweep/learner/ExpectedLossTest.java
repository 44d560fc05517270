package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;

/** Expected losses against those of class S, and against the layers. */
class ExpectedLossTest {

  private static LinearRegression task(int dim, int context, double scale, double teacher) {
    return new LinearRegression(dim, context, 1, teacher)
        .withInputs(new InputDistribution(InputLaw.NORMAL, scale, false));
  }

  @Test
  void atStationaryPointsItIsTheirs() {
    LinearRegression task = task(5, 20, 0.5, 3);
    ExpectedLoss loss = ExpectedLoss.of(task, 3);
    List<StationaryPoint> points = new ClassS(3, true).fit(task, 0).stationary();
    assertThat(points).hasSizeGreaterThan(8);
    for (StationaryPoint point : points) {
      double expected = loss.at(point.learningRates(), point.gammas());
      assertThat(expected / point.loss()).isCloseTo(1, within(1e-12));
    }
  }

  /** A layer without a rate may move inputs, and one without a γ does nothing but descend. */
  @Test
  void itIsWhatTheLayersGive() {
    LinearRegression task = task(3, 7, 2, 0.5);
    List<Double> rates = List.of(0.0, 0.1);
    List<Double> gammas = List.of(0.005, 0.0);
    NetworkPredictor layers = new NetworkPredictor(Construction.network(task, 2, 0, rates, gammas));
    Loss sampled = Evaluator.loss(layers, new EvaluationSet(task, Stream.EVAL, 1, 200_000));
    double expected = ExpectedLoss.of(task, 2).at(rates, gammas);
    assertThat(sampled.mean()).isCloseTo(expected, within(4 * sampled.standardError()));
    assertThat(sampled.standardError()).isLessThan(0.02 * expected);
    double still = ExpectedLoss.of(task, 2).at(List.of(0.1), List.of());
    assertThat(Math.abs(still - expected)).isGreaterThan(20 * sampled.standardError());
  }

  @Test
  void otherTasksAreRefused() {
    assertThatThrownBy(() -> ExpectedLoss.of(new LinearRegression(3, 7, 1, 1), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an expected loss is known for linear regression with normal inputs, without noise and"
                + " distractors, only");
  }
}
