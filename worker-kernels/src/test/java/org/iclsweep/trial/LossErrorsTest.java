package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.LossErrors.LossError;
import org.junit.jupiter.api.Test;

class LossErrorsTest {

  private static final TaskSpec TASK = new LinearRegression(5, 7, 1, 1);
  private static final TrialSpec SPEC = spec(List.of(new LossErrors()));
  private static final TrialRecord RECORD = TrialRunner.run(SPEC, List.of());

  @Test
  void areToldAtEveryPointOfTheCurve() {
    List<LossError> errors = RECORD.measured(Measures.LOSS_ERRORS);
    assertThat(errors).extracting(LossError::step).containsExactly(0, 50, 60);
    for (int k = 0; k < 3; k++) {
      assertThat(errors.get(k).loss()).isEqualTo(RECORD.curve().get(k).evalLoss());
    }
    assertThat(errors.get(2).lossStandardError()).isEqualTo(RECORD.finalLossStandardError());
    Network network = new Network(SPEC.model(), TASK);
    Initialiser.initialise(network, SPEC.seed());
    double first =
        Evaluator.loss(new NetworkPredictor(network), new EvaluationSet(TASK, Stream.EVAL, 4, 101))
            .standardError();
    assertThat(errors.get(0).lossStandardError()).isCloseTo(first, within(1e-12));
    assertThat(first).isNotCloseTo(errors.get(2).lossStandardError(), within(1e-3 * first));
  }

  @Test
  void changeNothingElse() {
    TrialRecord plain = TrialRunner.run(spec(List.of()), List.of());
    assertThat(plain.measured(Measures.LOSS_ERRORS)).isEmpty();
    assertThat(RECORD.with(Measures.LOSS_ERRORS, List.of())).isEqualTo(plain);
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
        MeasureSpec.every(50).evalTasks(101).evalSeed(4).asked(asked).build());
  }
}
