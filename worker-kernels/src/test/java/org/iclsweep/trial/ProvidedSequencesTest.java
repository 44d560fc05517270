package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.ProviderException;
import org.iclsweep.spi.Settings;
import org.iclsweep.task.ProvidedSequences;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.junit.jupiter.api.Test;

/** Trials of sequences that come from outside. */
class ProvidedSequencesTest {

  private static final int LENGTH = 11;
  private static final int DIM = 3;

  private static ProvidedSequences decay(double factor) {
    Settings settings = Settings.of(Map.of("factor", factor));
    return new ProvidedSequences(new Provided("decay", "1.0", settings), LENGTH, DIM);
  }

  private static TrialSpec spec(ProvidedSequences task) {
    return new TrialSpec(
        3,
        new ModelSpec(
            1,
            false,
            new AttentionSpec(
                AttentionSpec.Kind.LINEAR,
                1,
                0,
                AttentionSpec.Keys.CAUSAL,
                AttentionSpec.Scale.BY_KIND,
                AttentionSpec.Form.AUTO),
            0,
            new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02)),
        task,
        new TrainingSpec(
            30,
            40,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(10)
            .evalTasks(50)
            .evalSeed(4)
            .against(List.of(LearnerKind.RIDGE_PREFIX))
            .asked(List.of(new PositionLosses()))
            .build());
  }

  @Test
  void tokensAreStatesAndAnswersTheNextOnes() {
    ProvidedSequences task = decay(0.25);
    TaskBlock block = new TaskBlock(task);
    TaskSampler sampler = task.sampler(block);
    sampler.draw(1, Stream.TRAIN, 2, 16);
    LaneMatrix tokens = block.tokens();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int i = 0; i < DIM; i++) {
        assertThat(tokens.get(0, i, lane)).isNotZero();
        for (int t = 0; t < LENGTH; t++) {
          assertThat(block.targets().get(t, i, lane)).isEqualTo(tokens.get(t, i, lane) / 4);
          if (t > 0) {
            assertThat(tokens.get(t, i, lane)).isEqualTo(block.targets().get(t - 1, i, lane));
          }
        }
      }
    }
    float first = tokens.get(0, 0, 0);
    sampler.draw(1, Stream.TRAIN, 2, 32);
    assertThat(tokens.get(0, 0, 0)).isNotEqualTo(first);
    sampler.draw(1, Stream.TRAIN, 2, 16);
    assertThat(tokens.get(0, 0, 0)).isEqualTo(first);
  }

  /** Every answer is half the state, which the shift of one token does not know at first. */
  @Test
  void modelsAndLearnersOfSequencesAreOfThem() {
    TrialSpec spec = spec(decay(0.5));
    TrialRecord ridge = TrialRunner.run(spec.learner(LearnerKind.RIDGE_PREFIX));
    TrialRecord record = TrialRunner.run(spec, List.of(ridge));

    // all sequences are along one direction, so one pair tells all, but for the ridge
    assertThat(ridge.finalLoss()).isLessThan(0.9 * ridge.zeroLoss());
    assertThat(record.zeroLoss()).isCloseTo(ridge.zeroLoss(), within(0.0));
    assertThat(record.finalLoss()).isLessThan(record.zeroLoss());
    assertThat(record.measured(Measures.POSITION_LOSSES)).hasSize(4 * LENGTH);
  }

  @Test
  void theProviderIsAskedOfShapesAndCosts() {
    ProvidedSequences task = decay(0.5);
    task.check();
    assertThat(task.draws()).isEqualTo(1000 * DIM + LENGTH);
    assertThatThrownBy(() -> new ProvidedSequences(task.provider(), 31, DIM).check())
        .hasMessage("length is 31, must be at most 30");
    Provided absent = new Provided("absent", "1.0", Settings.NONE);
    ProvidedSequences unknown = new ProvidedSequences(absent, LENGTH, DIM);
    unknown.check();
    assertThat(unknown.draws()).isEqualTo(DIM * (LENGTH + 1.0));
    assertThatThrownBy(() -> TrialRunner.run(spec(unknown), List.of()))
        .isInstanceOf(ProviderException.class)
        .hasMessage(
            "there is no provider of sequences with the name absent; give its jar, of version 1.0,"
                + " by --jars");
    assertThatThrownBy(() -> new ProvidedSequences(absent, 0, 1))
        .hasMessageContaining("length is 0");
    assertThatThrownBy(() -> new ProvidedSequences(absent, 1, 0)).hasMessageContaining("dim is 0");
  }
}
