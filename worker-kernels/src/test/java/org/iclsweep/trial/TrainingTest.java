package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Optimizer, schedule and clipping take effect where a trial trains. */
class TrainingTest {

  private static final int HEADS = 2;
  private static final ScheduleSpec CONSTANT = new ScheduleSpec.Constant();
  private static final ClipSpec OFF = new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 0);
  private static final ClipSpec SHORT = new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 1e-5);

  /** Far above the rates of real trainings, so that one step moves weights by many roundings. */
  private static final double RATE = 100;

  @Test
  void theScheduleSaysHowFarEachStepGoes() {
    ScheduleSpec warmup = new ScheduleSpec.WarmupCosine(2, 0, 0);
    assertThat(run(1, warmup, SHORT).weights()).isEqualTo(run(0, CONSTANT, SHORT).weights());
    assertThat(run(2, warmup, SHORT).weights()).isNotEqualTo(run(0, CONSTANT, SHORT).weights());
    ScheduleSpec halving = new ScheduleSpec.Halving(4);
    assertThat(run(4, halving, SHORT).weights()).isEqualTo(run(4, CONSTANT, SHORT).weights());
    assertThat(run(5, halving, SHORT).weights()).isNotEqualTo(run(5, CONSTANT, SHORT).weights());
  }

  /** Each matrix with the columns or rows of all its heads. */
  @Test
  void clippingByMatrixMovesEachMatrixByRateTimesBound() {
    double bound = 1e-4;
    ClipSpec clip = new ClipSpec(ClipSpec.Kind.MATRIX_NORM, bound);
    List<WeightMatrix> before = run(0, CONSTANT, clip).weights();
    List<WeightMatrix> after = run(1, CONSTANT, clip).weights();
    assertThat(before).hasSize(2 * 4 * HEADS);
    for (int layer = 0; layer < 2; layer++) {
      for (String name : List.of("query", "key", "value", "projection")) {
        double moved = Math.sqrt(squaredDistance(before, after, layer, name));
        // 60 weights below 1, each rounded by 2^-25 at most
        assertThat(moved).as("%s of %d", name, layer).isCloseTo(RATE * bound, within(3e-7));
      }
    }
  }

  /** Each head's matrix on its own. */
  @Test
  void clippingByHeadMovesEachMatrixOfEachHeadByRateTimesBound() {
    double bound = 1e-4;
    ClipSpec clip = new ClipSpec(ClipSpec.Kind.HEAD_MATRIX_NORM, bound);
    List<WeightMatrix> before = run(0, CONSTANT, clip).weights();
    List<WeightMatrix> after = run(1, CONSTANT, clip).weights();
    for (int k = 0; k < before.size(); k++) {
      double moved = Math.sqrt(squaredDistance(before.subList(k, k + 1), after.subList(k, k + 1)));
      assertThat(moved).as("%s", before.get(k)).isCloseTo(RATE * bound, within(3e-7));
    }
  }

  private static double squaredDistance(List<WeightMatrix> before, List<WeightMatrix> after) {
    WeightMatrix matrix = before.get(0);
    return squaredDistance(before, after, matrix.layer(), matrix.name());
  }

  /** Where nothing settles, gradients are as good in one step as in several. */
  @Test
  void aStepOfLbfgsHasItsIterations() {
    assertThat(lbfgs(2, 3).weights()).isEqualTo(lbfgs(6, 1).weights());
    assertThat(lbfgs(2, 3).weights()).isNotEqualTo(lbfgs(5, 1).weights());
    TrialRecord two = lbfgs(2, 3);
    List<Double> losses =
        lbfgs(6, 1).curve().stream().skip(1).map(point -> point.trainLoss()).toList();
    double mean = losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
    assertThat(two.curve().stream().skip(1).mapToDouble(p -> p.trainLoss()).average().orElse(0))
        .isCloseTo(mean, within(1e-12));
    assertThat(losses.get(5)).isLessThan(losses.get(0));
  }

  private static TrialRecord lbfgs(int steps, int iterations) {
    ModelSpec model =
        new ModelSpec(
            1, false, 1, 5, 0, new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.15));
    TrainingSpec training =
        new TrainingSpec(steps, 64, 64, new OptimizerSpec.Lbfgs(0.3, 3, iterations), CONSTANT, OFF);
    MeasureSpec measure = MeasureSpec.every(1).evalTasks(100).build();
    return TrialRunner.run(
        new TrialSpec(3, model, new LinearRegression(5, 7, 1, 1), training, measure), List.of());
  }

  @Test
  void lbfgsComparesGradientsOfOneBatch() {
    OptimizerSpec lbfgs = new OptimizerSpec.Lbfgs(0.3, 3, 2);
    for (int dataset : new int[] {0, 128}) {
      assertThatThrownBy(() -> new TrainingSpec(9, 64, dataset, lbfgs, CONSTANT, OFF))
          .hasMessage(
              "datasetSize is %d, must be from 1 to the batch (64), since the optimizer compares"
                      .formatted(dataset)
                  + " gradients of one batch");
    }
  }

  private static double squaredDistance(
      List<WeightMatrix> before, List<WeightMatrix> after, int layer, String name) {
    double sum = 0;
    for (int k = 0; k < before.size(); k++) {
      WeightMatrix matrix = before.get(k);
      if (matrix.layer() == layer && matrix.name().equals(name)) {
        for (int i = 0; i < matrix.values().size(); i++) {
          double moved = after.get(k).values().get(i) - matrix.values().get(i);
          sum += moved * moved;
        }
      }
    }
    return sum;
  }

  @Test
  void clippingByValueMovesNoWeightByMoreThanRateTimesBound() {
    double bound = 1e-6;
    ClipSpec clip = new ClipSpec(ClipSpec.Kind.VALUE, bound);
    List<WeightMatrix> before = run(0, CONSTANT, clip).weights();
    List<WeightMatrix> after = run(1, CONSTANT, clip).weights();
    double most = 0;
    for (int k = 0; k < before.size(); k++) {
      for (int i = 0; i < before.get(k).values().size(); i++) {
        float moved = after.get(k).values().get(i) - before.get(k).values().get(i);
        most = Math.max(most, Math.abs(moved));
      }
    }
    assertThat(most).isCloseTo(RATE * bound, within(6e-8));
  }

  @ParameterizedTest
  @EnumSource
  void theRecordedNormIsThatBeforeClipping(ClipSpec.Kind kind) {
    double unclipped = run(1, CONSTANT, OFF).curve().get(1).gradientNorm();
    double clipped = run(1, CONSTANT, new ClipSpec(kind, 1e-6)).curve().get(1).gradientNorm();
    assertThat(unclipped).isGreaterThan(1e-3);
    assertThat(clipped).isEqualTo(unclipped);
  }

  private static TrialRecord run(int steps, ScheduleSpec schedule, ClipSpec clip) {
    ModelSpec model =
        new ModelSpec(
            2,
            false,
            HEADS,
            5,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.15));
    TrainingSpec training =
        new TrainingSpec(steps, 64, 0, new OptimizerSpec.Sgd(RATE, 0), schedule, clip);
    MeasureSpec measure = MeasureSpec.every(7).evalTasks(100).build();
    return TrialRunner.run(
        new TrialSpec(3, model, new LinearRegression(5, 7, 1, 1), training, measure), List.of());
  }
}
