package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Shift;
import org.iclsweep.task.TokenLayout;
import org.iclsweep.trial.Sensitivities.Sensitivity;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.junit.jupiter.api.Test;

class TrialRunnerTest {

  private static final LinearRegression TASK = new LinearRegression(5, 10, 1, 1);

  @Test
  void aTrainedLayerIsAStepOfGradientDescent() {
    TrialSpec spec = spec(1, 1, 1500, 0, 1e-3);
    TrialRecord record = TrialRunner.run(spec, fit(spec));
    double gd = record.learners().get(0).loss();
    assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(record.finalLoss() / gd).isCloseTo(1, within(0.02));
    assertThat(last(record).cosine()).isGreaterThan(0.99);
    assertThat(record.interpolatedLoss()).isLessThanOrEqualTo(record.finalLoss());
    assertThat(record.zeroLoss()).isGreaterThan(3 * gd);
    assertThat(record.transitionStep()).isBetween(50.0, 1000.0);
    assertThat(record.curve().get(0).evalLoss()).isCloseTo(record.zeroLoss(), within(1e-3));
    assertThat(record.curve()).hasSize(1500 / 50 + 1);
  }

  /** Every mean over tasks has its error; those of paired draws are scaled as the losses are. */
  @Test
  void everyLossHasItsError() {
    TrialSpec spec = spec(1, 1, 100, 0, 1e-3);
    TrialRecord record = TrialRunner.run(spec, fit(spec));
    TrialRecord gd = fit(spec).get(0);
    assertThat(record.zeroLossStandardError()).isEqualTo(gd.zeroLossStandardError()).isPositive();
    assertThat(record.interpolatedLossStandardError()).isPositive();
    assertThat(record.ood()).allSatisfy(p -> assertThat(p.standardError()).isPositive());
    OodPoint plain =
        gd.ood().stream().filter(p -> p.shift() == Shift.TEACHER_SCALE).findFirst().get();
    OodPoint large =
        gd.ood().stream()
            .filter(p -> p.shift() == Shift.TEACHER_SCALE && p.alpha() == 3)
            .findFirst()
            .get();
    assertThat(large.standardError() / plain.standardError()).isCloseTo(9, within(1e-4));
    assertThat(plain.standardError()).isBetween(0.001 * plain.loss(), 0.1 * plain.loss());
  }

  /** GD++ of one layer is gradient descent, whose agreement is measured. */
  @Test
  void agreementWithTheSameLearnerIsMeasuredOnce() {
    TrialSpec spec = spec(1, 1, 50, 0, 1e-3);
    assertThat(TrialRunner.run(spec, fit(spec)).alignments())
        .extracting(TrialRecord.Alignment::learner)
        .containsOnly(LearnerKind.GD);
  }

  @Test
  void anInterruptedTrialStops() {
    TrialSpec spec = spec(1, 1, 1500, 0, 1e-3);
    List<TrialRecord> learners = fit(spec);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> TrialRunner.run(spec, learners))
        .isInstanceOf(TrialInterruptedException.class);
    assertThatThrownBy(() -> TrialRunner.run(spec.learner(LearnerKind.GD)))
        .isInstanceOf(TrialInterruptedException.class);
    assertThat(Thread.interrupted()).as("the thread is left interrupted").isTrue();
  }

  @Test
  void lossOfGradientDescentGoesWithTheSquareOfTheTeacher() {
    TrialRecord gd = TrialRunner.run(spec(1, 1, 0, 0, 1e-3).learner(LearnerKind.GD));
    List<OodPoint> points =
        gd.ood().stream().filter(p -> p.shift() == Shift.TEACHER_SCALE).toList();
    assertThat(points).extracting(OodPoint::alpha).containsExactly(1.0, 3.0);
    // the draws are the same for every α, so only float rounding is left
    assertThat(points.get(1).loss() / points.get(0).loss()).isCloseTo(9, within(1e-4));
  }

  @Test
  void twoTiedLayersLearnMoreThanTwoStepsOfGradientDescent() {
    TrialSpec spec = spec(2, 3, 600, 0, 3e-3);
    List<TrialRecord> learners = fit(spec);
    TrialRecord record = TrialRunner.run(spec, learners);
    double gd = learners.get(0).finalLoss();
    double plus = learners.get(1).finalLoss();
    assertThat(record.finalLoss()).isBetween(0.98 * plus, gd);
    assertThat(last(record).learner()).isEqualTo(LearnerKind.GD_PLUS_PLUS);
    assertThat(last(record).cosine()).isGreaterThan(0.97);
  }

  @Test
  void fiveUntiedLayersLearnMoreThanFiveStepsOfGradientDescent() {
    TrialSpec spec =
        new TrialSpec(
            2,
            new ModelSpec(
                5, false, 1, 0, 10, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.004)),
            TASK,
            new TrainingSpec(
                1500,
                256,
                0,
                new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8),
                new ScheduleSpec.Constant(),
                new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
            MeasureSpec.every(500).evalTasks(2000).against(List.of(LearnerKind.GD)).build());
    TrialRecord record = TrialRunner.run(spec, fit(spec));
    assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(record.finalLoss()).isLessThan(record.learners().get(0).loss());
    assertThat(record.transitionStep()).isNotNull();
    assertThat(record.interpolatedLoss()).isNull();
  }

  @Test
  void theSameDescriptionGivesTheSameRecord() {
    TrialSpec spec = spec(2, 3, 60, 0, 1e-3);
    List<TrialRecord> learners = fit(spec);
    assertThat(TrialRunner.run(spec, learners)).isEqualTo(TrialRunner.run(spec, learners));
    TrialSpec other = spec(2, 4, 60, 0, 1e-3);
    assertThat(TrialRunner.run(other, learners).finalLoss())
        .isNotEqualTo(TrialRunner.run(spec, learners).finalLoss());
  }

  @Test
  void whatIsMeasuredDoesNotChangeWhatIsTrained() {
    TrialSpec often = spec(1, 3, 60, 0, 1e-3);
    MeasureSpec rarely = MeasureSpec.every(60).evalTasks(100).evalSeed(9).build();
    TrialSpec once = new TrialSpec(3, often.model(), TASK, often.training(), rarely);
    assertThat(TrialRunner.run(once, List.of()).weights())
        .isEqualTo(TrialRunner.run(often, fit(often)).weights());
  }

  @Test
  void sensitivitiesAreMeasuredAtEveryPointOfTheCurve() {
    TrialSpec plain = spec(2, 3, 60, 0, 1e-3);
    TrialSpec interleaved =
        new TrialSpec(
            3,
            new ModelSpec(
                2, false, 1, 0, 0, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02)),
            TASK.laidOut(TokenLayout.INTERLEAVED),
            plain.training(),
            MeasureSpec.every(50).evalTasks(300).asked(List.of(new Sensitivities(100))).build());
    TrialRecord record = TrialRunner.run(interleaved, List.of());
    assertThat(record.measured(Measures.SENSITIVITIES))
        .extracting(Sensitivity::step)
        .containsExactly(0, 50, 60);
    // five features pass the untrained layer as they are
    assertThat(record.measured(Measures.SENSITIVITIES).get(0).own())
        .isCloseTo(Math.sqrt(5), within(0.01));
    assertThat(TrialRunner.run(plain, fit(plain)).measured(Measures.SENSITIVITIES)).isEmpty();
  }

  @Test
  void aFixedDatasetIsLearntByHeartAndFreshTasksAreNot() {
    TrialRecord few = TrialRunner.run(spec(1, 1, 1500, 16, 3e-3), List.of());
    TrialRecord endless = TrialRunner.run(spec(1, 1, 1500, 0, 3e-3), List.of());
    double trainLoss = few.curve().get(few.curve().size() - 1).trainLoss();
    assertThat(trainLoss).isLessThan(0.5 * endless.finalLoss());
    assertThat(few.finalLoss()).isGreaterThan(1.5 * endless.finalLoss());
  }

  @Test
  void aDatasetOfSeveralBatchesIsCycledThrough() {
    TrainingSpec cycle =
        new TrainingSpec(
            10,
            64,
            192,
            new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 0));
    assertThat(List.of(cycle.firstTask(1), cycle.firstTask(2), cycle.firstTask(3)))
        .containsExactly(0, 64, 128);
    assertThat(cycle.firstTask(4)).isZero();
    assertThat(cycle.drawStep(4)).isEqualTo(cycle.drawStep(1));
    assertThat(spec(1, 1, 5, 0, 1e-3).training().drawStep(4)).isEqualTo(4);
    assertThatThrownBy(
            () ->
                new TrainingSpec(
                    10,
                    64,
                    100,
                    cycle.optimizer(),
                    new ScheduleSpec.Constant(),
                    new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 0)))
        .hasMessage("datasetSize is 100, must be at most the batch (64) or a multiple of it");
  }

  @Test
  void divergenceIsAResultWithTheMetricsUpToThere() {
    TrialSpec spec = spec(2, 1, 500, 0, 5);
    TrialRecord record = TrialRunner.run(spec, List.of());
    assertThat(record.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(record.outcomeStep()).isBetween(1, 500);
    assertThat(record.finalLoss()).isNaN();
    assertThat(record.curve()).isNotEmpty();
    assertThat(record.weights()).isNotEmpty();
    assertThat(record.ood()).isEmpty();
    assertThat(record.transitionStep()).isNull();
  }

  @Test
  void noStepsIsTheUntrainedModel() {
    TrialRecord record = TrialRunner.run(spec(1, 1, 0, 0, 1e-3), List.of());
    assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(record.curve()).hasSize(1);
    assertThat(record.finalLoss()).isCloseTo(record.zeroLoss(), within(1e-3));
  }

  private static TrialRecord.Alignment last(TrialRecord record) {
    return record.alignments().get(record.alignments().size() - 1);
  }

  private static List<TrialRecord> fit(TrialSpec spec) {
    return spec.measure().against().stream()
        .map(kind -> TrialRunner.run(spec.learner(kind)))
        .toList();
  }

  private static TrialSpec spec(int depth, long seed, int steps, int dataset, double rate) {
    return new TrialSpec(
        seed,
        new ModelSpec(
            depth,
            true,
            1,
            0,
            0,
            new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02 / depth)),
        TASK,
        new TrainingSpec(
            steps,
            256,
            dataset,
            new OptimizerSpec.Adam(rate, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(50)
            .evalTasks(2000)
            .ood(OodSpec.ofFamily(List.of(1.0, 1.5), List.of(1.0, 3.0), 1000))
            .against(List.of(LearnerKind.GD, LearnerKind.GD_PLUS_PLUS))
            .build());
  }
}
