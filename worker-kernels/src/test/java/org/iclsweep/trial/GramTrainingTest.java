package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.Draws;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;

/** Trainings whose tasks are drawn as sums over their contexts. */
class GramTrainingTest {

  private static final LinearRegression TASK =
      new LinearRegression(5, 20, 1, 1)
          .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));

  private static ModelSpec model(Form form, MlpSpec mlp) {
    return model(1, Pattern.FULL, form, mlp);
  }

  private static ModelSpec model(int depth, Pattern pattern, Form form, MlpSpec mlp) {
    AttentionSpec attention =
        new AttentionSpec(
            Kind.LINEAR,
            1,
            0,
            Keys.CONTEXT,
            Scale.INVERSE_KEYS,
            form,
            WeightsSpec.merged(pattern, false));
    Initialisation start = new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1);
    return new ModelSpec(
        depth, false, attention, mlp, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, start);
  }

  private static TrainingSpec training(int steps) {
    return new TrainingSpec(
        steps,
        512,
        0,
        new OptimizerSpec.Adam(0.01, 0.9, 0.99, 1e-8),
        new ScheduleSpec.WarmupCosine(0, steps, 0),
        new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 1));
  }

  private static TrialSpec spec(TrainingSpec training) {
    return spec(model(Form.GRAM, MlpSpec.NONE), training);
  }

  private static TrialSpec spec(ModelSpec model, TrainingSpec training) {
    MeasureSpec measure =
        MeasureSpec.every(100).evalTasks(4000).against(List.of(LearnerKind.LEAST_SQUARES)).build();
    return new TrialSpec(2, model, TASK, training, measure);
  }

  private static TrialRecord run(TrainingSpec training) {
    return run(spec(training));
  }

  private static TrialRecord run(TrialSpec spec) {
    return TrialRunner.run(spec, List.of(TrialRunner.run(spec.learner(LearnerKind.LEAST_SQUARES))));
  }

  /** One layer has one optimum, and both are measured on the same tasks. */
  @Test
  void aTrainingEndsWhereThatOfWholeContextsDoes() {
    TrialRecord inputs = run(training(600));
    TrialRecord sums = run(training(600).drawing(Draws.GRAM));
    assertThat(sums.finalLoss()).isLessThan(0.3 * sums.zeroLoss());
    assertThat(sums.finalLoss()).isCloseTo(inputs.finalLoss(), withinPercentage(3));
    // what is evaluated is drawn as ever, and so is what learners are fitted to
    assertThat(sums.zeroLoss()).isEqualTo(inputs.zeroLoss());
    assertThat(sums.learners()).isEqualTo(inputs.learners());
    assertThat(sums.weights()).isNotEqualTo(inputs.weights());
  }

  /** Two layers that move no inputs have one optimum, too, and know the sums in blocks. */
  @Test
  void soDoesOneOfWeightsInBlocks() {
    ModelSpec blocks = model(2, Pattern.SPARSE, Form.GRAM, MlpSpec.NONE);
    TrialRecord inputs = run(spec(blocks, training(1000)));
    TrialRecord sums = run(spec(blocks, training(1000).drawing(Draws.GRAM)));
    assertThat(sums.finalLoss()).isLessThan(0.1 * sums.zeroLoss());
    assertThat(sums.finalLoss()).isCloseTo(inputs.finalLoss(), withinPercentage(3));
    assertThat(sums.weights()).isNotEqualTo(inputs.weights());
  }

  @Test
  void modelsThatReadTokensAreRefused() {
    TrainingSpec training = training(1).drawing(Draws.GRAM);
    MeasureSpec measure = MeasureSpec.every(1).evalTasks(1).build();
    MlpSpec before = new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.RELU, true, 2);
    for (ModelSpec model :
        List.of(
            model(Form.AUTO, MlpSpec.NONE),
            model(Form.TOKENS, MlpSpec.NONE),
            model(Form.GRAM, before))) {
      assertThatThrownBy(() -> new TrialSpec(1, model, TASK, training, measure))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("sums over the context are drawn for the Gram form of pairs");
    }
    assertThatThrownBy(
            () ->
                new TrialSpec(
                    1,
                    model(Form.GRAM, MlpSpec.NONE),
                    TASK.laidOut(TokenLayout.INTERLEAVED),
                    training,
                    measure))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void integratedLossesOfSumsAreRefused() {
    TrainingSpec integrated = training(1).integrated();
    assertThatThrownBy(() -> integrated.drawing(Draws.GRAM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("draws is gram, must be inputs where the loss is integrated");
  }
}
