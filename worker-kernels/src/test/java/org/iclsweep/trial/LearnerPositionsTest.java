package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Predictor;
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
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.Transition;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;
import org.iclsweep.trial.PositionLosses.PositionLoss;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class LearnerPositionsTest {

  private static final int DIM = 3;
  private static final int LENGTH = 7;

  /** No multiple of a block's tasks. */
  private static final int TASKS = 101;

  private static final int STEPS = 60;

  private static final List<LearnerKind> KINDS =
      List.of(LearnerKind.RIDGE_PREFIX, LearnerKind.SECOND_ORDER);

  /** Tokens of a width of their own, in which learners do not read. */
  private static final Dynamics TASK =
      new Dynamics(DIM, LENGTH, 42)
          .withTransition(Transition.orthogonal())
          .withTokens(SequenceTokens.stacked(2));

  private static final TrialSpec SPEC = spec(List.of(new PositionLosses(), new LearnerPositions()));
  private static final List<TrialRecord> ROWS = rows();
  private static final TrialRecord RECORD = TrialRunner.run(SPEC, ROWS);

  private static List<TrialRecord> rows() {
    return KINDS.stream().map(kind -> TrialRunner.run(SPEC.learner(kind))).toList();
  }

  private static List<LearnerPosition> of(LearnerKind kind) {
    return RECORD.measured(Measures.LEARNER_POSITIONS).stream()
        .filter(each -> each.learner() == kind)
        .toList();
  }

  @Test
  void areOfEveryLearnerAtEveryPositionAndOverAll() {
    List<LearnerPosition> all = RECORD.measured(Measures.LEARNER_POSITIONS);
    assertThat(all).hasSize(2 * (LENGTH + 1));
    assertThat(all.subList(0, LENGTH + 1))
        .extracting(LearnerPosition::learner)
        .containsOnly(LearnerKind.RIDGE_PREFIX);
    assertThat(of(LearnerKind.SECOND_ORDER))
        .extracting(LearnerPosition::position)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, null);
  }

  /** Those of its own row, and of the trial. */
  @Test
  void overAllPositionsTheLossesAreThoseThatAreTold() {
    for (TrialRecord row : ROWS) {
      FittedLearner fitted = row.learners().get(0);
      LearnerPosition mean = of(fitted.kind()).get(LENGTH);
      assertThat(mean.loss()).isCloseTo(fitted.loss(), within(1e-12));
      assertThat(mean.lossStandardError()).isCloseTo(fitted.lossStandardError(), within(1e-12));
      assertThat(mean.loss() + mean.excessLoss()).isCloseTo(RECORD.finalLoss(), within(1e-12));
    }
  }

  @Test
  void atAPositionTheModelsLossIsTheLearnersAndTheExcess() {
    List<PositionLoss> own = RECORD.measured(Measures.POSITION_LOSSES);
    List<PositionLoss> last = own.subList(own.size() - LENGTH, own.size());
    for (LearnerKind kind : KINDS) {
      for (int t = 0; t < LENGTH; t++) {
        LearnerPosition at = of(kind).get(t);
        assertThat(at.loss() + at.excessLoss()).isCloseTo(last.get(t).loss(), within(1e-12));
      }
    }
  }

  /** Before a pair is seen learners answer 0; then the model and they err on the same sequences. */
  @Test
  void errorsOfDifferencesAreThoseOfPairs() {
    Network network = new Network(SPEC.model(), TASK);
    FinalWeights.write(network, RECORD.weights());
    double[][] model = losses(new NetworkPredictor(network), TASK);
    for (int k = 0; k < KINDS.size(); k++) {
      LearnerSpec spec = SPEC.learner(KINDS.get(k));
      double[][] learner = losses(spec.predictor(spec.fit()), spec.task());
      List<LearnerPosition> positions = of(KINDS.get(k));
      for (int t = 0; t <= LENGTH; t++) {
        double[] differences = new double[TASKS];
        for (int task = 0; task < TASKS; task++) {
          differences[task] = model[t][task] - learner[t][task];
        }
        LearnerPosition at = positions.get(t);
        assertThat(at.excessLoss()).isCloseTo(mean(differences), within(1e-12));
        assertThat(at.excessLossStandardError()).isCloseTo(error(differences), within(1e-9));
        assertThat(at.loss()).isCloseTo(mean(learner[t]), within(1e-12));
        assertThat(at.lossStandardError()).isCloseTo(error(learner[t]), within(1e-9));
      }
    }
  }

  /** Losses of position and task; behind the last position the mean over all. */
  private static double[][] losses(Predictor predictor, TaskSpec task) {
    double[][] losses = new double[LENGTH + 1][TASKS];
    TaskSampler sampler = task.sampler(predictor.block());
    for (int number = 0; number < TASKS; number++) {
      int lane = number % LaneMatrix.LANES;
      sampler.draw(SPEC.measure().evalSeed(), Stream.EVAL, 0, number - lane);
      LaneMatrix answers = predictor.predict();
      for (int t = 0; t < LENGTH; t++) {
        for (int i = 0; i < DIM; i++) {
          double error =
              (double) predictor.block().targets().get(t, i, lane) - answers.get(t, i, lane);
          losses[t][number] += error * error / 2;
        }
        losses[LENGTH][number] += losses[t][number] / LENGTH;
      }
    }
    return losses;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double error(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  @Test
  void changeNothingElse() {
    TrialRecord plain = TrialRunner.run(spec(List.of(new PositionLosses())), ROWS);
    assertThat(plain.measured(Measures.LEARNER_POSITIONS)).isEmpty();
    assertThat(RECORD.with(Measures.LEARNER_POSITIONS, List.of())).isEqualTo(plain);
  }

  @Test
  void withoutLearnersThereIsNothingToTell() {
    assertThat(TrialRunner.run(SPEC, List.of()).measured(Measures.LEARNER_POSITIONS)).isEmpty();
    MeasureSpec alone =
        MeasureSpec.every(STEPS).evalTasks(TASKS).asked(List.of(new LearnerPositions())).build();
    TrialSpec without =
        new TrialSpec(SPEC.seed(), SPEC.model(), SPEC.task(), SPEC.training(), alone);
    assertThat(new LearnerPositions().flops(without, null)).isZero();
    assertThat(new LearnerPositions().bytes(without)).isZero();
    assertThat(new LearnerPositions().bytes(SPEC)).isEqualTo(2 * 8.0 * TASKS * LENGTH);
  }

  /** The weights that are kept may be others than those of the last step. */
  @Test
  void areOfTheWeightsThatAreKept() {
    TrainingSpec best = training(5).keepingBestOfLast(4);
    MeasureSpec measure = measure(List.of(new LearnerPositions())).validation(40, 1).build();
    TrialSpec spec = new TrialSpec(3, SPEC.model(), TASK, best, measure);
    TrialRecord record = TrialRunner.run(spec, ROWS);
    assertThat(record.keptStep()).isLessThan(STEPS);
    assertThat(record.measured(Measures.LEARNER_POSITIONS))
        .filteredOn(each -> Objects.isNull(each.position()))
        .allSatisfy(
            each ->
                assertThat(each.loss() + each.excessLoss())
                    .isCloseTo(record.finalLoss(), within(1e-12)));
  }

  private static MeasureSpec.Builder measure(List<Taking<?>> asked) {
    return MeasureSpec.every(20).evalTasks(TASKS).evalSeed(4).against(KINDS).asked(asked);
  }

  private static TrainingSpec training(double rate) {
    return new TrainingSpec(
        STEPS,
        64,
        0,
        new OptimizerSpec.Adam(rate, 0.9, 0.999, 1e-8),
        new ScheduleSpec.Constant(),
        new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10));
  }

  private static TrialSpec spec(List<Taking<?>> asked) {
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
    return new TrialSpec(3, model, TASK, training(1e-2), measure(asked).build());
  }
}
