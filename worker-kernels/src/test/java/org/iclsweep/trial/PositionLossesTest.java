package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.trial.PositionLosses.PositionLoss;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class PositionLossesTest {

  private static final int DIM = 2;
  private static final int LENGTH = 7;
  private static final Dynamics TASK = new Dynamics(DIM, LENGTH, 42);

  /** No multiple of a block's tasks. */
  private static final int TASKS = 101;

  private static final TrialSpec SPEC =
      spec(measure().asked(List.of(new PositionLosses())).build());
  private static final TrialRecord RECORD = TrialRunner.run(SPEC, List.of());

  @Test
  void areToldOfEveryPositionAtEveryPoint() {
    List<PositionLoss> losses = RECORD.measured(Measures.POSITION_LOSSES);
    assertThat(losses).hasSize(3 * LENGTH);
    for (int k = 0; k < losses.size(); k++) {
      assertThat(losses.get(k).step()).isEqualTo(List.of(0, 100, 150).get(k / LENGTH));
      assertThat(losses.get(k).position()).isEqualTo(1 + k % LENGTH);
    }
  }

  /** The loss of the curve is the mean over the positions, whose spread is not that of the mean. */
  @Test
  void theirMeanIsTheLossOfTheCurve() {
    List<PositionLoss> losses = RECORD.measured(Measures.POSITION_LOSSES);
    for (int point = 0; point < 3; point++) {
      double mean =
          losses.subList(point * LENGTH, (point + 1) * LENGTH).stream()
              .mapToDouble(PositionLoss::loss)
              .average()
              .orElseThrow();
      assertThat(RECORD.curve().get(point).evalLoss()).isCloseTo(mean, within(1e-12));
    }
    assertThat(RECORD.finalLoss()).isEqualTo(RECORD.curve().get(2).evalLoss());
  }

  /** Task by task, by the network of the weights that the record keeps. */
  @Test
  void atTheEndAreThoseOfTheFinalWeights() {
    Network network = new Network(SPEC.model(), TASK);
    FinalWeights.write(network, RECORD.weights());
    NetworkPredictor predictor = new NetworkPredictor(network);
    TaskSampler sampler = TASK.sampler(network.block());
    double[] sums = new double[LENGTH];
    double[] squares = new double[LENGTH];
    for (int task = 0; task < TASKS; task++) {
      int lane = task % LaneMatrix.LANES;
      sampler.draw(SPEC.measure().evalSeed(), Stream.EVAL, 0, task - lane);
      LaneMatrix answers = predictor.predict();
      for (int t = 0; t < LENGTH; t++) {
        double loss = 0;
        for (int i = 0; i < DIM; i++) {
          double error =
              (double) network.block().targets().get(t, i, lane) - answers.get(t, i, lane);
          loss += error * error / 2;
        }
        sums[t] += loss;
        squares[t] += loss * loss;
      }
    }
    List<PositionLoss> last =
        RECORD.measured(Measures.POSITION_LOSSES).subList(2 * LENGTH, 3 * LENGTH);
    for (int t = 0; t < LENGTH; t++) {
      double mean = sums[t] / TASKS;
      double error = Math.sqrt((squares[t] / TASKS - mean * mean) / (TASKS - 1));
      assertThat(last.get(t).loss()).isCloseTo(mean, within(1e-12));
      assertThat(last.get(t).lossStandardError()).isCloseTo(error, within(1e-9));
    }
  }

  /** W is the same in all sequences: it is learnt by weights, and past the zero loss of n/6. */
  @Test
  void aLayerOfCausalAttentionLearns() {
    assertThat(RECORD.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(RECORD.zeroLoss()).isCloseTo(DIM / 6.0, within(4 * RECORD.zeroLossStandardError()));
    assertThat(RECORD.finalLoss()).isLessThan(0.8 * RECORD.zeroLoss());
  }

  @Test
  void changeNothingElse() {
    TrialRecord plain = TrialRunner.run(spec(measure().build()), List.of());
    assertThat(plain.measured(Measures.POSITION_LOSSES)).isEmpty();
    assertThat(RECORD.with(Measures.POSITION_LOSSES, List.of())).isEqualTo(plain);
  }

  /** There is no query on which their answers could depend, so that no agreement is told. */
  @Test
  void learnersOfSequencesAreHeldAgainst() {
    List<LearnerKind> kinds = List.of(LearnerKind.GD_PREFIX, LearnerKind.SECOND_ORDER);
    TrialSpec spec = spec(measure().against(kinds).build());
    List<TrialRecord> rows =
        kinds.stream().map(kind -> TrialRunner.run(spec.learner(kind))).toList();
    TrialRecord record = TrialRunner.run(spec, rows);
    assertThat(record.learners()).extracting(FittedLearner::kind).isEqualTo(kinds);
    assertThat(record.alignments()).isEmpty();
    assertThat(record.finalLoss()).isEqualTo(RECORD.finalLoss());
    for (TrialRecord row : rows) {
      assertThat(row.zeroLoss()).isEqualTo(RECORD.zeroLoss());
      assertThat(row.finalLoss()).isLessThan(0.8 * row.zeroLoss());
      assertThat(row.learners().get(0).loss()).isEqualTo(row.finalLoss());
    }
    assertThat(record.learners().get(0).learningRates()).hasSize(1);
    assertThat(record.learners().get(1).gammas()).hasSize(6).startsWith(0.0);
  }

  @Test
  void whatNeedsAQueryIsRefused() {
    for (MeasureSpec.Builder measure :
        List.of(
            measure().against(List.of(LearnerKind.GD)),
            measure().ood(OodSpec.ofFamily(List.of(2.0), List.of(), 10)),
            measure().asked(List.of(new Functions(1))),
            measure().asked(List.of(new Sensitivities(1))))) {
      assertThatThrownBy(() -> spec(measure.build()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("are of tasks with a query, but the task is Dynamics");
    }
    assertThatThrownBy(() -> spec(measure().asked(List.of(new Rollouts(3, List.of(1.0)))).build()))
        .hasMessageContaining("has no query among its tokens");
  }

  private static MeasureSpec.Builder measure() {
    return MeasureSpec.every(100).evalTasks(TASKS).evalSeed(4);
  }

  private static TrialSpec spec(MeasureSpec measure) {
    AttentionSpec attention =
        new AttentionSpec(Kind.LINEAR, 1, 0, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    ModelSpec model =
        new ModelSpec(
            1,
            false,
            attention,
            MlpSpec.NONE,
            NormPlace.NONE,
            0,
            0,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.1));
    return new TrialSpec(
        3,
        model,
        TASK,
        new TrainingSpec(
            150,
            64,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        measure);
  }
}
