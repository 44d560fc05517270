package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.LossQuantiles.QuantilePoint;
import org.junit.jupiter.api.Test;

class LossQuantilesTest {
  private static final TaskSpec TASK = new LinearRegression(5, 7, 1, 1);

  /** No multiple of a block's tasks. */
  private static final int TASKS = 101;

  private static final List<Double> PROBABILITIES = List.of(0.0, 0.25, 0.9, 1.0);
  private static final TrialSpec SPEC = spec(List.of(new LossQuantiles(PROBABILITIES)));
  private static final TrialRecord RECORD = TrialRunner.run(SPEC, List.of());

  @Test
  void areToldAtEveryPointInTheirOrder() {
    assertThat(RECORD.measured(Measures.QUANTILES))
        .extracting(q -> q.step() + " " + q.probability())
        .containsExactly(
            "0 0.0", "0 0.25", "0 0.9", "0 1.0", "50 0.0", "50 0.25", "50 0.9", "50 1.0", "60 0.0",
            "60 0.25", "60 0.9", "60 1.0");
  }

  /** Of 101 losses, sorted, the quantiles of 0, 0.25, 0.9 and 1 are the ones below. */
  @Test
  void atTheEndAreThoseOfTheFinalWeights() {
    double[] losses = losses();
    Arrays.sort(losses);

    assertThat(RECORD.measured(Measures.QUANTILES).subList(8, 12))
        .extracting(QuantilePoint::loss)
        .containsExactly(losses[0], losses[25], losses[90], losses[100]);
    assertThat(Arrays.stream(losses).average().orElseThrow())
        .isCloseTo(RECORD.finalLoss(), within(1e-12));
  }

  @Test
  void changeNothingElse() {
    TrialRecord plain = TrialRunner.run(spec(List.of()), List.of());

    assertThat(plain.measured(Measures.QUANTILES)).isEmpty();
    assertThat(RECORD.with(Measures.QUANTILES, List.of())).isEqualTo(plain);
  }

  @Test
  void probabilitiesLieBetweenNoneAndAll() {
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new LossQuantiles(List.of(0.5, wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("quantile is " + wrong + ", must be in [0, 1]");
    }
  }

  /** Task by task, by the network of the weights that the record keeps. */
  private static double[] losses() {
    Network network = new Network(SPEC.model(), TASK);
    FinalWeights.write(network, RECORD.weights());
    NetworkPredictor predictor = new NetworkPredictor(network);
    TaskSampler sampler = TASK.sampler(network.block());
    double[] losses = new double[TASKS];
    for (int task = 0; task < TASKS; task++) {
      int lane = task % LaneMatrix.LANES;
      sampler.draw(SPEC.measure().evalSeed(), Stream.EVAL, 0, task - lane);
      double answer = predictor.predict().get(0, 0, lane);
      double error = network.block().targets().get(0, 0, lane) - answer;
      losses[task] = error * error / 2;
    }
    return losses;
  }

  private static TrialSpec spec(List<Taking<?>> asked) {
    return new TrialSpec(
        3,
        new ModelSpec(
            1, false, 1, 0, 0, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02)),
        TASK,
        new TrainingSpec(
            60,
            64,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(50).evalTasks(TASKS).evalSeed(4).asked(asked).build());
  }
}
