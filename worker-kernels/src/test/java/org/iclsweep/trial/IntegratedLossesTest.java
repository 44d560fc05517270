package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
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
import org.iclsweep.task.LinearRegression;
import org.iclsweep.trial.IntegratedLosses.IntegratedPoint;
import org.junit.jupiter.api.Test;

class IntegratedLossesTest {

  private static final List<Taking<?>> ASKED = List.of(new IntegratedLosses());
  private static final TrainingSpec TRAINING =
      new TrainingSpec(
          60,
          64,
          0,
          new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
          new ScheduleSpec.Constant(),
          new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10));

  private static TrialSpec spec(Pattern pattern, TrainingSpec training, List<Taking<?>> asked) {
    AttentionSpec attention =
        new AttentionSpec(
            Kind.LINEAR,
            1,
            0,
            Keys.CONTEXT,
            Scale.INVERSE_KEYS,
            Form.AUTO,
            WeightsSpec.merged(pattern, false));
    return new TrialSpec(
        3,
        new ModelSpec(
            2,
            false,
            attention,
            MlpSpec.NONE,
            NormPlace.NONE,
            0,
            0,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.01)),
        new LinearRegression(3, 7, 1, 1),
        training,
        MeasureSpec.every(20).evalTasks(5_003).asked(asked).build());
  }

  private static TrialRecord run(TrialSpec spec) {
    return TrialRunner.run(spec, List.of());
  }

  @Test
  void estimateTheCurveWithASmallerError() {
    TrialRecord record = run(spec(Pattern.BLOCKS, TRAINING, ASKED));
    List<IntegratedPoint> points = record.measured(Measures.INTEGRATED_LOSSES);
    assertThat(points).extracting(IntegratedPoint::step).containsExactly(0, 20, 40, 60);
    for (int k = 0; k < points.size(); k++) {
      double error = record.finalLossStandardError();
      assertThat(points.get(k).integratedLoss())
          .isCloseTo(record.curve().get(k).evalLoss(), within(5 * error));
      assertThat(points.get(k).integratedLossStandardError()).isLessThan(0.5 * error);
    }
    // the loss falls, so that one of the initial weights would be seen
    assertThat(points.get(3).integratedLoss()).isLessThan(0.8 * points.get(0).integratedLoss());
  }

  @Test
  void changeNothingElse() {
    TrialRecord measured = run(spec(Pattern.BLOCKS, TRAINING, ASKED));
    TrialRecord plain = run(spec(Pattern.BLOCKS, TRAINING, List.of()));
    assertThat(plain.measured(Measures.INTEGRATED_LOSSES)).isEmpty();
    assertThat(measured.with(Measures.INTEGRATED_LOSSES, List.of())).isEqualTo(plain);
  }

  @Test
  void aTrainingOnThemTellsThemAsItsLoss() {
    TrainingSpec still =
        new TrainingSpec(
            20,
            5_003,
            5_003,
            new OptimizerSpec.Sgd(1e-30, 0),
            new ScheduleSpec.Constant(),
            TRAINING.clip());
    double plain = trainLoss(still);
    double integrated = trainLoss(still.integrated());
    IntegratedPoint start =
        run(spec(Pattern.SPARSE, still, ASKED)).measured(Measures.INTEGRATED_LOSSES).get(0);
    assertThat(integrated)
        .isNotEqualTo(plain)
        .isCloseTo(start.integratedLoss(), within(6 * start.integratedLossStandardError() + 1e-6));
    TrialRecord trained = run(spec(Pattern.SPARSE, TRAINING.redrawnEvery(5).integrated(), ASKED));
    assertThat(trained.finalLoss()).isLessThan(0.8 * trained.curve().get(0).evalLoss());
  }

  private static double trainLoss(TrainingSpec training) {
    return run(spec(Pattern.SPARSE, training, List.of())).curve().get(1).trainLoss();
  }

  @Test
  void areOfBlocks() {
    assertThatThrownBy(() -> spec(Pattern.FULL, TRAINING, ASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labels move inputs");
    assertThatThrownBy(() -> spec(Pattern.FULL, TRAINING.integrated(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labels move inputs");
  }
}
