package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.Architecture;
import org.iclsweep.model.Architectures;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Shift;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured afterwards is what a training that is measured so leaves, to the bit. */
class MeasuredLaterTest {

  private static final int STEPS = 7;
  private static final LinearRegression TASK = new LinearRegression(3, 7, 1, 1);
  private static final ModelSpec LAYER = layers(1, true, 0.1);

  private static ModelSpec layers(int depth, boolean tied, double deviation) {
    return new ModelSpec(
        depth, tied, 1, 0, 10, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, deviation));
  }

  static Stream<Architecture> architectures() {
    return Architectures.all();
  }

  private static TrainingSpec training(double rate) {
    return training(STEPS, rate);
  }

  private static TrainingSpec training(int steps, double rate) {
    return new TrainingSpec(
        steps,
        16,
        0,
        new OptimizerSpec.Adam(rate, 0.9, 0.999, 1e-8),
        new ScheduleSpec.Constant(),
        new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10));
  }

  private static TrialSpec trial(ModelSpec model, TaskSpec task, MeasureSpec.Builder measure) {
    return new TrialSpec(5, model, task, training(1e-2), measure.build());
  }

  private static MeasureSpec.Builder curve() {
    return MeasureSpec.every(3).evalTasks(33);
  }

  private static List<TrialRecord> fitted(TrialSpec spec) {
    return spec.measure().against().stream()
        .map(kind -> TrialRunner.run(spec.learner(kind)))
        .toList();
  }

  private static TrialRecord trained(TrialSpec spec) {
    return TrialRunner.run(spec, fitted(spec));
  }

  private static void assertToldBy(TrialSpec before, TrialSpec spec) {
    TrialRecord later = TrialRunner.measure(spec, fitted(spec), before, trained(before));

    assertThat(later).isEqualTo(trained(spec));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void givesTheRecordOfATrainingOfEveryArchitecture(Architecture each) {
    boolean isPair = each.task().inContext().isPresent();
    MeasureSpec.Builder asked = curve();
    if (isPair) {
      asked.ood(new OodSpec(Map.of(Shift.INPUT_RANGE, List.of(0.5, 2.0)), 33));
      asked.against(List.of(LearnerKind.LEAST_SQUARES)).asked(List.of(new Alignments(When.LAST)));
    }
    assertToldBy(
        trial(each.model(), each.task(), curve()), trial(each.model(), each.task(), asked));
  }

  @Test
  void takesOverWhatHangsOnTheStepsAndAddsWhatFinalWeightsTell() {
    List<Taking<?>> overSteps =
        List.of(new LossQuantiles(List.of(0.5)), new Distances(), new LossErrors());
    List<Taking<?>> more = new ArrayList<>(overSteps);
    more.add(new Rollouts(3, List.of(0.5)));
    MeasureSpec.Builder before = curve().asked(overSteps).against(List.of(LearnerKind.GD));
    MeasureSpec.Builder after = curve().asked(more).against(List.of(LearnerKind.GD));
    TrainingSpec longer = training(60, 3e-2);
    TrialSpec spec = new TrialSpec(5, LAYER, TASK, longer, after.build());

    assertToldBy(new TrialSpec(5, LAYER, TASK, longer, before.build()), spec);
    assertThat(trained(spec).transitionStep()).isNotNull();
    assertThat(trained(spec).measured(Measures.ROLLOUTS)).isNotEmpty();
    assertThat(trained(spec).interpolatedLoss()).isNotNull();
  }

  @Test
  void leavesOutWhatIsNotAskedForAnyMore() {
    assertToldBy(
        trial(LAYER, TASK, curve().asked(List.of(new LossErrors(), new Distances()))),
        trial(LAYER, TASK, curve().asked(List.of(new Distances()))));
  }

  /** Those that were there, in another order, and one at the end alone. */
  @Test
  void takesAgreementOverOfLearnersThatWereThere() {
    ModelSpec model = layers(2, false, 0.1);
    List<LearnerKind> three =
        List.of(LearnerKind.GD, LearnerKind.GD_PLUS_PLUS, LearnerKind.LEAST_SQUARES);
    List<LearnerKind> two = List.of(LearnerKind.LEAST_SQUARES, LearnerKind.GD);
    TrialSpec before = trial(model, TASK, curve().against(three));
    TrialSpec spec = trial(model, TASK, curve().against(two));

    assertToldBy(before, spec);
    assertThat(trained(spec).alignments())
        .extracting(Alignment::learner)
        .contains(LearnerKind.GD, LearnerKind.LEAST_SQUARES);
    assertThat(before.isToldBy(spec)).as("gd++ is not there").isFalse();
  }

  @Test
  void measuresAgreementWithAnyLearnerAtTheEnd() {
    List<Taking<?>> last = List.of(new Alignments(When.LAST));
    List<LearnerKind> learners = List.of(LearnerKind.GD, LearnerKind.RIDGE);
    TrialSpec spec = trial(LAYER, TASK, curve().ridge(0.5).asked(last).against(learners));

    assertToldBy(trial(LAYER, TASK, curve()), spec);
    List<Alignment> every =
        trained(trial(LAYER, TASK, curve().ridge(0.5).against(learners))).alignments();
    assertThat(trained(spec).alignments())
        .isNotEmpty()
        .isEqualTo(every.stream().filter(each -> each.step() == STEPS).toList());
    assertThat(trial(LAYER, TASK, curve().ridge(0.5).against(learners)).isToldBy(spec)).isFalse();
  }

  private static TrialSpec sequences(Taking<?>... asked) {
    ModelSpec model = SlotDescent.model(AttentionSpec.Kind.LINEAR, 1, 2, 2);
    MeasureSpec measure = curve().asked(List.of(asked)).build();
    return SlotDescent.trial(model, SlotDescent.task(2, 7), STEPS, measure);
  }

  /** One that leaves something at the end of what it has seen, of some points or the last one. */
  @Test
  void takesWhatIsLeftAtTheEndOfAllPointsAndOfTheLast() {
    Compression every = new Compression(When.EVERY);
    TrialSpec last = sequences(new Compression(When.LAST));

    assertToldBy(sequences(every), sequences(every, new Spectroscopy(2, 33, 0.6, When.LAST)));
    assertToldBy(sequences(), last);
    assertToldBy(sequences(every), last);
    assertThat(trained(last).measured(Measures.COMPRESSED)).hasSize(2);
    assertThat(sequences(every).isToldBy(last)).isFalse();
  }

  @Test
  void aLearnerWithOtherSettingsIsAnother() {
    List<LearnerKind> ridge = List.of(LearnerKind.RIDGE);
    TrialSpec before = trial(LAYER, TASK, curve().ridge(0.5).against(ridge));
    TrialSpec spec = trial(LAYER, TASK, curve().ridge(0.7).against(ridge));

    assertThat(spec.isToldBy(before)).isFalse();
    assertThat(before.isToldBy(before)).isTrue();
  }

  @Test
  void keepsWhichWeightsWereTheBest() {
    TrainingSpec best = training(3).keepingBestOfLast(3);
    TrialSpec before = new TrialSpec(2, LAYER, TASK, best, curve().validation(33, 1).build());
    MeasureSpec.Builder asked =
        curve().ood(new OodSpec(Map.of(Shift.TEACHER_SCALE, List.of(2.0)), 33));
    TrialSpec spec = new TrialSpec(2, LAYER, TASK, best, asked.validation(33, 1).build());
    TrialSpec otherwise = new TrialSpec(2, LAYER, TASK, best, asked.validation(33, 2).build());

    assertThat(trained(before).keptStep()).isNotNull().isNotEqualTo(STEPS);
    assertToldBy(before, spec);
    assertThat(otherwise.isToldBy(before)).isFalse();
  }

  @Test
  void whatDivergedDivergesAtTheSameStep() {
    TrainingSpec wild =
        new TrainingSpec(
            STEPS,
            16,
            0,
            new OptimizerSpec.Sgd(1e30, 0),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 0));
    TrialSpec before = new TrialSpec(5, LAYER, TASK, wild, curve().build());
    MeasureSpec more =
        curve()
            .against(List.of(LearnerKind.LEAST_SQUARES))
            .asked(List.of(new Alignments(When.LAST)))
            .build();

    assertThat(trained(before).outcome()).isEqualTo(Outcome.DIVERGED);
    assertToldBy(before, new TrialSpec(5, LAYER, TASK, wild, more));
  }

  @Test
  void whatStopsOnceLearntIsToldByTheSameMeasuresAlone() {
    LearntRule rule = new LearntRule(new Goal(null, 0.15), 1.05, 0);
    TrainingSpec stopping = training(300, 3e-2).stoppingOnce(rule);
    TrialSpec before = new TrialSpec(5, LAYER, TASK, stopping, curve().build());

    assertThat(trained(before).stoppedStep()).isNotNull();
    assertToldBy(before, before);
    MeasureSpec other = curve().ood(new OodSpec(Map.of(), 7)).build();
    assertThat(new TrialSpec(5, LAYER, TASK, stopping, other).isToldBy(before)).isFalse();
  }

  static Stream<TrialSpec> others() {
    return Stream.of(
        trial(LAYER, TASK, MeasureSpec.every(2).evalTasks(33)),
        trial(
            LAYER,
            TASK,
            curve().closer(new CloserPoints(List.of(new CloserPoints.Stretch(1, 2, 1))))),
        trial(LAYER, TASK, curve().evalTasks(32)),
        trial(LAYER, TASK, curve().evalSeed(1)),
        trial(LAYER, TASK, curve().asked(List.of(new LossErrors()))),
        trial(LAYER, TASK, curve().asked(List.of(new LossQuantiles(List.of(0.5))))),
        trial(LAYER, TASK, curve().asked(List.of(new Distances()))),
        trial(LAYER, TASK, curve().against(List.of(LearnerKind.GD))),
        trial(layers(2, true, 0.1), TASK, curve()),
        trial(LAYER, new LinearRegression(3, 8, 1, 1), curve()),
        trial(LAYER, TASK, curve()).withSeed(6),
        new TrialSpec(5, LAYER, TASK, training(2e-2), curve().build()));
  }

  @ParameterizedTest
  @MethodSource("others")
  void refusesWhatNeedsTheTrajectoryOrIsAnotherTraining(TrialSpec other) {
    TrialSpec before = trial(LAYER, TASK, curve());
    TrialRecord left = trained(before);

    assertThat(other.isToldBy(before)).isFalse();
    assertThatThrownBy(() -> TrialRunner.measure(other, fitted(other), before, left))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trajectory");
  }

  @Test
  void refusesWeightsThatDoNotGiveTheLossOfTheirRow() {
    TrialSpec before = trial(LAYER, TASK, curve());
    TrialRecord left = trained(before);
    WeightMatrix first = left.weights().get(0);
    List<Float> values = new ArrayList<>(first.values());
    values.set(0, values.get(0) + 0.5f);
    List<WeightMatrix> weights = new ArrayList<>(left.weights());
    weights.set(
        0,
        new WeightMatrix(
            first.layer(), first.head(), first.name(), first.rows(), first.cols(), values));

    assertThatThrownBy(
            () ->
                TrialRunner.measure(
                    before, List.of(), before, left.with(Measures.WEIGHTS, weights)))
        .hasMessageContaining("final_loss is ")
        .hasMessageContaining("not as it was written");
    assertThatThrownBy(
            () -> TrialRunner.measure(before, List.of(), before, TrialRecord.timedOut("1 s")))
        .hasMessageContaining("timed_out has left no trained weights");
  }

  /** So that no measure that is added is mistaken for one that final weights tell. */
  @Test
  void everyMeasureThatIsTakenAtPointsSaysSo() throws ReflectiveOperationException {
    for (Measure<?> measure : Measures.ALL) {
      Class<?> by = measure.by();
      boolean atPoints =
          by.getMethod("atPoints", MeasuredModel.class).getDeclaringClass() != Taking.class;
      boolean saysSo = by.getMethod("isOverSteps").getDeclaringClass() != Taking.class;
      assertThat(saysSo).as(measure.name()).isEqualTo(atPoints);
    }
  }
}
