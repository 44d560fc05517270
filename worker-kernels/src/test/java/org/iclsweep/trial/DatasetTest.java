package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.Disturbed;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fixed datasets, and trainings on every family of tasks. */
class DatasetTest {

  private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(3e-3, 0.9, 0.999, 1e-8);

  static Stream<TaskSpec> families() {
    LinearRegression regression = new LinearRegression(3, 7, 1, 1);
    return Stream.of(
        regression,
        Disturbed.of(regression, 0.3, 1),
        regression.laidOut(TokenLayout.INTERLEAVED),
        new Sine(7),
        new Sine(7).laidOut(TokenLayout.INTERLEAVED));
  }

  @ParameterizedTest
  @MethodSource("families")
  void theSameTasksComeBackAfterEveryCycle(TaskSpec task) {
    TrainingSpec training = training(9, 128);
    float[] first = tokens(task, training, 1);
    assertThat(tokens(task, training, 2)).isNotEqualTo(first);
    assertThat(tokens(task, training, 3)).isEqualTo(first);
    TrainingSpec endless = training(9, 0);
    assertThat(tokens(task, endless, 3)).isNotEqualTo(tokens(task, endless, 1));
  }

  /** Of Ahn et al. (2023): tasks are drawn in steps 1, 101, 201 and so on. */
  @ParameterizedTest
  @MethodSource("families")
  void tasksAreDrawnAnewEverySoManySteps(TaskSpec task) {
    TrainingSpec every = training(900, 0).redrawnEvery(100);
    float[] first = tokens(task, every, 1);
    assertThat(first).isEqualTo(tokens(task, training(900, 0), 1));
    assertThat(tokens(task, every, 100)).isEqualTo(first);
    assertThat(tokens(task, every, 101))
        .isEqualTo(tokens(task, training(900, 0), 101))
        .isNotEqualTo(first);
    assertThat(tokens(task, every, 200)).isEqualTo(tokens(task, every, 101));
  }

  @Test
  void aBatchIsKeptWhereItComesBackAndFits() {
    TaskSpec task = new LinearRegression(3, 7, 1, 1);
    assertThat(kept(task, training(9, 0))).isZero();
    assertThat(kept(task, training(9, 0).redrawnEvery(2))).isEqualTo(64);
    assertThat(kept(task, training(9, 64))).isEqualTo(64);
    assertThat(kept(task, training(9, 16))).isEqualTo(16);
    assertThat(kept(task, training(9, 128))).isZero();
    // 64 tasks of 2^20 features are four times what is kept at most
    assertThat(kept(new LinearRegression(1 << 20, 1, 1, 1), training(9, 64))).isZero();
  }

  private static int kept(TaskSpec task, TrainingSpec training) {
    ModelSpec model = spec(task, 1, 0).model();
    MeasureSpec measure = MeasureSpec.every(1).evalTasks(1).build();
    return new TrialSpec(1, model, task, training, measure).keptTasks();
  }

  @Test
  void redrawingIsOfFreshTasksAndAtLeastEveryStep() {
    assertThatThrownBy(() -> training(9, 0).redrawnEvery(0))
        .hasMessage("redrawEvery is 0, must be at least 1");
    assertThatThrownBy(() -> training(9, 64).redrawnEvery(2))
        .hasMessage("redrawEvery is 2, must be 1 where the tasks are those of a dataset");
  }

  /** All but the sine whose tokens are one number each: nothing tells inputs from labels there. */
  static Stream<TaskSpec> learnable() {
    return families().filter(task -> task.tokenWidth() > 1);
  }

  @ParameterizedTest
  @MethodSource("learnable")
  void fewTasksAreLearntByHeartAndLossesPart(TaskSpec task) {
    TrialRecord few = TrialRunner.run(spec(task, 1500, 16), List.of());
    double train = few.curve().get(few.curve().size() - 1).trainLoss();
    assertThat(train).isLessThan(0.7 * few.finalLoss());
  }

  /**
   * 0.5 (d a²/3 + cos²(20 10000^-0.8)): answers are read from a feature of the query's position.
   */
  @Test
  void anUntrainedModelOfInterleavedTokensAnswersWithAPosition() {
    TaskSpec task = new LinearRegression(10, 10, 0.5, 1).laidOut(TokenLayout.INTERLEAVED);
    Initialisation initialisation = new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 1e-6);
    ModelSpec model =
        new ModelSpec(
            2,
            false,
            AttentionSpec.linear(1, 0),
            MlpSpec.NONE,
            NormPlace.NONE,
            0,
            10,
            1,
            Update.TOKEN,
            0,
            initialisation);
    MeasureSpec measure = MeasureSpec.every(1).evalTasks(20_000).evalSeed(3).build();
    TrialRecord record =
        TrialRunner.run(new TrialSpec(1, model, task, training(0, 0), measure), List.of());
    double position = Math.cos(20 * Math.pow(10_000, -0.8));
    assertThat(record.finalLoss())
        .isCloseTo(
            (10 * 0.25 / 3 + position * position) / 2, within(3 * record.finalLossStandardError()));
  }

  private static float[] tokens(TaskSpec task, TrainingSpec training, int step) {
    TaskBlock block = new TaskBlock(task);
    TaskSampler sampler = task.sampler(block);
    sampler.draw(
        5, org.iclsweep.random.Stream.TRAIN, training.drawStep(step), training.firstTask(step));
    float[] values = new float[block.tokens().rows() * block.tokens().cols() * 64];
    int next = 0;
    for (int t = 0; t < block.tokens().rows(); t++) {
      for (int i = 0; i < block.tokens().cols(); i++) {
        block.tokens().copyTo(t, i, values, 64 * next++);
      }
    }
    return values;
  }

  private static TrainingSpec training(int steps, int dataset) {
    return new TrainingSpec(
        steps,
        64,
        dataset,
        ADAM,
        new ScheduleSpec.Constant(),
        new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10));
  }

  private static TrialSpec spec(TaskSpec task, int steps, int dataset) {
    return new TrialSpec(
        1,
        new ModelSpec(
            2, false, 2, 0, 10, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.05)),
        task,
        training(steps, dataset),
        MeasureSpec.every(100).evalTasks(2000).build());
  }
}
