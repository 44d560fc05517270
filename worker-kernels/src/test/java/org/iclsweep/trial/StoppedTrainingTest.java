package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Preconditioner;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;

/** A training that ends once its model has learnt. */
class StoppedTrainingTest {

  private static final LinearRegression TASK = new LinearRegression(3, 7, 1, 1);
  private static final int STEPS = 400;
  private static final int EVERY = 10;
  private static final LearntRule RULE = new LearntRule(1.1, 70);

  private static TrainingSpec training(int steps, ScheduleSpec schedule) {
    return new TrainingSpec(
        steps,
        64,
        0,
        new OptimizerSpec.Adam(0.01, 0.9, 0.999, 1e-8),
        schedule,
        new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10));
  }

  private static TrialSpec spec(TrainingSpec training, Taking<?>... asked) {
    ModelSpec model =
        new ModelSpec(
            1, true, 1, 0, 0, new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.05));
    MeasureSpec measure =
        MeasureSpec.every(EVERY)
            .evalTasks(500)
            .ood(OodSpec.ofFamily(List.of(1.0), List.of(2.0), 100))
            .against(List.of(LearnerKind.GD, LearnerKind.GD_CLOSED_FORM))
            .asked(List.of(asked))
            .build();
    return new TrialSpec(1, model, TASK, training, measure);
  }

  private static TrialRecord run(TrialSpec spec) {
    return TrialRunner.run(
        spec, spec.measure().against().stream().map(spec::learner).map(TrialRunner::run).toList());
  }

  private static TrialRecord run(int steps) {
    return run(spec(training(steps, new ScheduleSpec.Constant())));
  }

  private static TrialRecord run(int steps, LearntRule rule) {
    return run(spec(training(steps, new ScheduleSpec.Constant()).stoppingOnce(rule)));
  }

  private static LearningEvents events(TrialRecord record) {
    return record.events(RULE).orElseThrow();
  }

  @Test
  void itEndsAtTheFirstPointThatShowsThatItHasLearnt() {
    TrialRecord whole = run(STEPS);
    TrialRecord stopped = run(STEPS, RULE);
    int learnt = events(whole).learnt().by();

    // otherwise this tells little
    assertThat(learnt).isBetween(2 * EVERY, STEPS - RULE.lasting() - EVERY);
    assertThat(stopped.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(stopped.stoppedStep()).isEqualTo(learnt + RULE.lasting());
    assertThat(stopped.changed().build().stoppedStep()).isEqualTo(stopped.stoppedStep());
    assertThat(whole.stoppedStep()).isNull();
  }

  @Test
  void upToThereAllIsTheSame() {
    TrialRecord whole = run(STEPS);
    TrialRecord stopped = run(STEPS, RULE);
    int points = stopped.stoppedStep() / EVERY + 1;

    assertThat(stopped.curve()).isEqualTo(whole.curve().subList(0, points));
    assertThat(stopped.alignments())
        .isNotEmpty()
        .isEqualTo(
            whole.alignments().stream().filter(a -> a.step() <= stopped.stoppedStep()).toList());
    assertThat(events(stopped).crossed()).isEqualTo(events(whole).crossed());
    assertThat(events(stopped).learnt()).isEqualTo(events(whole).learnt());
    assertThat(stopped.transitionStep()).isNotNull().isEqualTo(whole.transitionStep());
  }

  @Test
  void whatIsMeasuredAtTheEndIsOfTheWeightsWhereItStopped() {
    TrialRecord stopped = run(STEPS, RULE);
    TrialRecord shorter = run(stopped.stoppedStep());

    assertThat(stopped.changed().stoppedStep(null).build()).isEqualTo(shorter);
    assertThat(stopped.weights()).isNotEmpty();
    assertThat(stopped.ood()).isNotEmpty();
  }

  @Test
  void whatIsMeasuredOfTheLastWeightsAloneTellsTheirStep() {
    double loss = TrialRunner.run(ofSequences(), List.of()).curve().get(4).evalLoss();
    LearntRule rule = new LearntRule(Goal.of(loss), 1.0001, 0);
    TrialSpec whole = ofSequences();
    TrialSpec stopping =
        new TrialSpec(
            whole.seed(),
            whole.model(),
            whole.task(),
            whole.training().stoppingOnce(rule),
            whole.measure());
    TrialRecord stopped = TrialRunner.run(stopping, List.of());

    assertThat(stopped.stoppedStep()).isEqualTo(80);
    assertThat(stopped.measured(Measures.COMPRESSED)).isNotEmpty().allMatch(p -> p.step() == 80);
    assertThat(stopped.measured(Measures.SPECTROSCOPY)).isNotEmpty().allMatch(p -> p.step() == 80);
    assertThat(stopped.measured(Measures.PROBES)).isNotEmpty().allMatch(p -> p.step() == 80);
  }

  private static TrialSpec ofSequences() {
    MeasureSpec measure =
        MeasureSpec.every(20)
            .evalTasks(101)
            .asked(
                List.of(
                    new Compression(When.LAST),
                    new Spectroscopy(2, 37, 0.6, When.LAST),
                    new Probes(
                        List.of(ProbeKind.TARGET),
                        50,
                        List.of(5),
                        0,
                        new ProbeInputs(Preconditioner.exact(0.1), false, 1),
                        false)))
            .build();
    return SlotDescent.trial(
        SlotDescent.model(AttentionSpec.Kind.LINEAR, 2, 2, 2),
        SlotDescent.task(2, 11),
        120,
        measure);
  }

  @Test
  void theScheduleIsThatOfAllSteps() {
    ScheduleSpec cosine = new ScheduleSpec.WarmupCosine(20, 0, 0.9);
    TrialRecord stopped = run(spec(training(2 * STEPS, cosine).stoppingOnce(RULE)));
    TrialRecord whole = run(spec(training(2 * STEPS, cosine)));

    assertThat(stopped.stoppedStep()).isLessThan(2 * STEPS);
    assertThat(stopped.curve()).isEqualTo(whole.curve().subList(0, stopped.curve().size()));
  }

  @Test
  void itRunsOnWhereItDoesNotLearn() {
    assertThat(run(STEPS, new LearntRule(Goal.of(1e-4), 1.1, 70))).isEqualTo(run(STEPS));
    // no goal: it is not clearly better than answering 0
    double zero = run(STEPS).zeroLoss();
    assertThat(run(STEPS, new LearntRule(Goal.of(0.95 * zero), 1.1, 0))).isEqualTo(run(STEPS));
  }

  @Test
  void whatTheLastPointShowsStopsNothing() {
    int steps = run(STEPS, RULE).stoppedStep();

    assertThat(run(steps, RULE)).isEqualTo(run(steps));
  }

  @Test
  void withoutAStayItEndsAtThePointThatReachesTheGoal() {
    TrialRecord whole = run(STEPS);
    double reached = whole.curve().get(20).evalLoss();
    assertThat(reached).isLessThan(0.9 * whole.zeroLoss());
    LearntRule atOnce = new LearntRule(Goal.of(reached), 1 + 1e-9, 0);

    assertThat(run(STEPS, atOnce).stoppedStep())
        .isEqualTo(whole.events(atOnce).orElseThrow().learnt().by())
        .isLessThanOrEqualTo(20 * EVERY);
  }

  @Test
  void theGoalMayBeAnotherLearnerOrALoss() {
    LearntRule closedForm = new LearntRule(Goal.of("gd-closed-form"), 1.2, 20);
    TrialRecord whole = run(STEPS);
    double gd =
        whole.learners().stream()
            .filter(learner -> learner.kind() == LearnerKind.GD)
            .findFirst()
            .orElseThrow()
            .loss();

    assertThat(whole.events(closedForm)).isPresent();
    assertThat(run(STEPS, closedForm).stoppedStep())
        .isEqualTo(whole.events(closedForm).map(e -> e.learnt().by() + 20).orElseThrow());
    assertThat(run(STEPS, new LearntRule(Goal.of(gd), 1.1, 70)).stoppedStep())
        .isEqualTo(run(STEPS, RULE).stoppedStep());
  }

  /** What would have come cannot be told by a rule that asks for more. */
  @Test
  void byAnotherRuleItHasLearntOrNothingCanBeTold() {
    TrialRecord stopped = run(STEPS, RULE);

    assertThat(stopped.events(new LearntRule(1.1, 30))).isPresent();
    assertThat(stopped.events(new LearntRule(1.1, 80))).isEmpty();
    assertThat(stopped.changed().stoppedStep(null).build().events(new LearntRule(1.1, 80)))
        .isPresent();
  }

  @Test
  void aRuleThatCannotStopItIsRefused() {
    assertThatThrownBy(() -> run(STEPS, new LearntRule(Goal.of("ridge"), 1.05, 70)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no trial is held against ridge, so its loss is not known");
    assertThat(run(80, RULE).curve()).hasSize(9);
    assertThatThrownBy(() -> run(70, RULE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a curve of 70 steps has its last point but one after 60, so that no trial could have"
                + " learnt and stayed for 70 steps before its end");
    assertThatThrownBy(() -> run(EVERY, new LearntRule(1.1, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> training(9, new ScheduleSpec.Constant()).stoppingOnce(RULE).keepingBestOfLast(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("bestOfLast is 2, must be 0 where a training stops");
  }

  @Test
  void itsCostIsThatOfTheStepsThatItTook() {
    TrialSpec stopping = spec(training(STEPS, new ScheduleSpec.Constant()).stoppingOnce(RULE));

    assertThat(stopping.upTo(120)).isEqualTo(spec(training(120, new ScheduleSpec.Constant())));
  }
}
