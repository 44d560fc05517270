package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;

/** What measures cost, counted by hand, and of which learners they are taken. */
class MeasuresTest {

  private static final InContext TASK = new LinearRegression(2, 4, 1, 1);
  private static final Rollouts ROLLOUTS = new Rollouts(7, List.of(0.5, 1.0, 2.0));
  private static final Spectra SPECTRA = new Spectra(List.of(0.0, 0.1));
  private static final LossQuantiles QUANTILES = new LossQuantiles(List.of(0.5));

  /** A price that is charged twice, or in the place of another, gives another sum. */
  private static final Prices PRICES = new Prices(1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7);

  @Test
  void ofEveryTrialCurvesAndLearnersAndShiftedTasksCost() {
    // 40 steps, a point every 10 and one before: 5 points of 3 tasks, 2 learners; 2 shifts of 11
    double plain = 5 * 3 * 100 + 2 * 3 * 100 + 2 * 11 * (10 + 1e4);
    double interpolated = 2 * 11 * (10 + 1e4);

    assertThat(flops(spec(2, TASK))).isEqualTo(plain);
    assertThat(flops(spec(1, TASK))).isEqualTo(plain + interpolated);
    assertThat(flops(spec(1, TASK).learner(LearnerKind.GD))).isEqualTo(interpolated);
    assertThat(flops(spec(1, TASK).learner(LearnerKind.LEAST_SQUARES)))
        .isEqualTo(2 * 11 * (1e5 + 1e4));
  }

  @Test
  void rolloutsCostAnApplicationAStepOfTheModelAndOfGradientDescent() {
    // of 5 tokens, 3 features wide, to 4 keys: 5 (3 3 + 2 4 3) multiply-adds
    double more = 21 * 3 * 2 * 5 * (9 + 24);

    assertThat(flops(spec(1, TASK, ROLLOUTS))).isEqualTo(flops(spec(1, TASK)) + more);
    assertThat(flops(spec(1, TASK, ROLLOUTS).learner(LearnerKind.GD)))
        .isEqualTo(flops(spec(1, TASK).learner(LearnerKind.GD)) + more);
  }

  @Test
  void sensitivitiesCostAPassOfALayerAToken() {
    InContext interleaved = TASK.laidOut(TokenLayout.INTERLEAVED);
    assertThat(flops(spec(2, interleaved, new Sensitivities(6))))
        .isEqualTo(flops(spec(2, interleaved)) + 5 * 6 * (1 + (9 - 2) * 1e3 / 2));
  }

  @Test
  void spectraCostEigenvaluesOfEveryContextOnce() {
    TrialSpec spec = spec(1, TASK, SPECTRA);
    LearnerSpec with = spec.learner(LearnerKind.LEAST_SQUARES);
    LearnerSpec without = spec(1, TASK).learner(LearnerKind.LEAST_SQUARES);

    assertThat(flops(with)).isEqualTo(flops(without) + 3 * 1e6);
    assertThat(bytes(with)).isEqualTo(bytes(without) + 3 * 2 * Double.BYTES);
    assertThat(flops(spec)).isEqualTo(flops(spec(1, TASK)));
  }

  @Test
  void curvesAnswersAndWeightsTakeMemory() {
    TrialSpec spec = spec(2, TASK);
    double answers = 3 * 3 * Float.BYTES;
    assertThat(bytes(spec))
        .isEqualTo(
            5 * 128
                + 2 * (answers + 5 * 64)
                + 32 * ModelMemory.of(spec.model(), TASK).parameters());
  }

  @Test
  void whatIsAskedForReachesTheLearnersThatItIsTakenOfAndNoOther() {
    TrialSpec spec = spec(1, TASK, QUANTILES, ROLLOUTS, SPECTRA);
    for (LearnerKind kind : List.of(LearnerKind.GD, LearnerKind.GD_ONE_STEP)) {
      assertThat(spec.learner(kind).asked())
          .isEqualTo(kind == LearnerKind.GD ? List.of(ROLLOUTS) : List.of());
    }
    assertThat(spec.learner(LearnerKind.LEAST_SQUARES).asked()).isEqualTo(List.of(SPECTRA));
  }

  private static double flops(TrialSpec spec) {
    return Measures.taken(spec.measure().asked()).mapToDouble(m -> m.flops(spec, PRICES)).sum();
  }

  private static double flops(LearnerSpec spec) {
    return Measures.taken(spec.asked()).mapToDouble(m -> m.flops(spec, PRICES)).sum();
  }

  private static double bytes(TrialSpec spec) {
    return Measures.taken(spec.measure().asked()).mapToDouble(m -> m.bytes(spec)).sum();
  }

  private static double bytes(LearnerSpec spec) {
    return Measures.taken(spec.asked()).mapToDouble(m -> m.bytes(spec)).sum();
  }

  private static TrialSpec spec(int heads, InContext task, Taking<?>... asked) {
    boolean copies = task.layout() == TokenLayout.INTERLEAVED;
    return new TrialSpec(
        1,
        new ModelSpec(
            copies ? 2 : 1,
            false,
            heads,
            0,
            0,
            new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02)),
        task,
        new TrainingSpec(
            40,
            256,
            0,
            new OptimizerSpec.Adam(3e-3, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(10)
            .evalTasks(3)
            .ood(OodSpec.ofFamily(List.of(0.5, 2.0), List.of(), 11))
            .against(List.of(LearnerKind.GD, LearnerKind.LEAST_SQUARES))
            .asked(List.of(asked))
            .build());
  }
}
