package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Rollouts.RolloutPoint;
import org.junit.jupiter.api.Test;

/** Roll-outs as trials and learners record them. */
class RolloutsTest {

  private static final TaskSpec TASK = new LinearRegression(5, 10, 1, 1);
  private static final List<Taking<?>> ROLLOUT = List.of(new Rollouts(12, List.of(0.5, 1.0)));

  @Test
  void theFirstUndampedApplicationIsTheModelItself() {
    TrialRecord record = TrialRunner.run(spec(TASK, 200, ROLLOUT), List.of());
    assertThat(record.measured(Measures.ROLLOUTS)).hasSize(24);
    RolloutPoint first = record.measured(Measures.ROLLOUTS).get(12);
    assertThat(first.predictor()).isEqualTo("transformer");
    assertThat(first.factor()).isEqualTo(1);
    assertThat(first.step()).isEqualTo(1);
    // token by token here, by Gram matrices there: float rounding
    assertThat(first.loss()).isCloseTo(record.finalLoss(), within(1e-5 * record.finalLoss()));
  }

  @Test
  void gradientDescentIsRolledOutWithItsRowAndTheTrialWithItsOwn() {
    TrialSpec spec = spec(TASK, 0, ROLLOUT);
    TrialRecord gd = TrialRunner.run(spec.learner(LearnerKind.GD));
    assertThat(gd.measured(Measures.ROLLOUTS))
        .hasSize(24)
        .extracting(RolloutPoint::predictor)
        .containsOnly("gd");
    RolloutPoint first = gd.measured(Measures.ROLLOUTS).get(12);
    assertThat(first.loss()).isCloseTo(gd.finalLoss(), within(1e-5 * gd.finalLoss()));
    assertThat(gd.measured(Measures.ROLLOUTS).get(11).stableLoss())
        .isLessThan(gd.measured(Measures.ROLLOUTS).get(0).stableLoss());
    assertThat(TrialRunner.run(spec, List.of(gd)).measured(Measures.ROLLOUTS))
        .extracting(RolloutPoint::predictor)
        .containsOnly("transformer");
    assertThat(TrialRunner.run(spec.learner(LearnerKind.LEAST_SQUARES)).measured(Measures.ROLLOUTS))
        .isEmpty();
  }

  @Test
  void theSameTasksAreStableForEveryPredictor() {
    TrialSpec spec = spec(TASK, 0, ROLLOUT);
    TrialRecord gd = TrialRunner.run(spec.learner(LearnerKind.GD));
    TrialRecord untrained = TrialRunner.run(spec, List.of());
    assertThat(untrained.measured(Measures.ROLLOUTS))
        .extracting(RolloutPoint::stableTasks)
        .isEqualTo(gd.measured(Measures.ROLLOUTS).stream().map(RolloutPoint::stableTasks).toList());
    int dampened = gd.measured(Measures.ROLLOUTS).get(0).stableTasks();
    assertThat(gd.measured(Measures.ROLLOUTS).get(12).stableTasks()).isBetween(1, dampened - 1);
  }

  @Test
  void whereNoClosedFormIsKnownNoTaskIsCalledStable() {
    TrialRecord record = TrialRunner.run(spec(new Sine(10), 0, ROLLOUT), List.of());
    assertThat(record.measured(Measures.ROLLOUTS)).hasSize(24);
    assertThat(record.measured(Measures.ROLLOUTS))
        .extracting(RolloutPoint::stableLoss)
        .containsOnlyNulls();
    assertThat(record.measured(Measures.ROLLOUTS))
        .extracting(RolloutPoint::stableTasks)
        .containsOnlyNulls();
  }

  @Test
  void unlessAskedForNothingIsRolledOut() {
    TrialSpec spec = spec(TASK, 0, List.of());
    assertThat(TrialRunner.run(spec.learner(LearnerKind.GD)).measured(Measures.ROLLOUTS)).isEmpty();
    assertThat(TrialRunner.run(spec, List.of()).measured(Measures.ROLLOUTS)).isEmpty();
  }

  @Test
  void stepsAndDampeningsAreRefusedThatMeanNothing() {
    assertThatThrownBy(() -> new Rollouts(0, List.of(1.0)))
        .hasMessage("steps is 0, must be at least 1");
    assertThatThrownBy(() -> new Rollouts(10, List.of(1.0, 0.0)))
        .hasMessage("dampening is 0.0, must be positive");
  }

  private static TrialSpec spec(TaskSpec task, int steps, List<Taking<?>> asked) {
    return new TrialSpec(
        1,
        new ModelSpec(
            1, true, 1, 0, 0, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02)),
        task,
        new TrainingSpec(
            steps,
            256,
            0,
            new OptimizerSpec.Adam(3e-3, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(100).evalTasks(500).asked(asked).build());
  }
}
