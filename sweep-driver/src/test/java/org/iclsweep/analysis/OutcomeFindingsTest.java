package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.Moment;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class OutcomeFindingsTest {
  private static final String NO_LEVEL =
      "gradient descent is not clearly better than answering 0 (a loss of at most 0.9 of it, and a"
          + " gap of more than 5 standard errors)";

  @Test
  void settingsOfDifferentSizesAreToldWithTheLeastAndTheMostSeeds() {
    List<Run> runs = new ArrayList<>(List.of(trial(1, 0), trial(1, 1), trial(2, 0), trial(2, 1)));
    assertThat(context(runs)).startsWith("4 trials: 2 settings (heads) of 2 seeds.");
    runs.add(trial(2, 2));
    assertThat(context(runs)).startsWith("5 trials: 2 settings (heads) of 2 to 3 seeds.");
    assertThat(context(List.of(trial(1, 0)))).startsWith("1 trial: 1 setting of 1 seed.");
  }

  @Test
  void lossesThatSettingsDoNotShareAreNoneOfTheStudy() {
    Run other = trial(2, 0);
    List<Run> runs = List.of(trial(1, 0), other);
    assertThat(context(runs)).anyMatch(line -> line.startsWith("Losses on the evaluation tasks"));
    Run elsewhere =
        new Run("x", null, other.parameters(), record(0.5, Synthetic.fits()), other.events());
    assertThat(context(List.of(trial(1, 0), elsewhere)))
        .noneMatch(line -> line.startsWith("Losses on the evaluation tasks"));
  }

  /** 0.2062 in theory. */
  @Test
  void theoryBeyondTwoStandardErrorsIsOutsideTheInterval() {
    String theory = " One step of gradient descent in theory: 0.2062";
    assertThat(theoryBeside(0.1896, 0.0033))
        .endsWith(
            theory + ", 5.0 standard errors above gd-closed-form, outside its 95 % interval.");
    assertThat(theoryBeside(0.2162, 0.0033))
        .endsWith(
            theory + ", 3.0 standard errors below gd-closed-form, outside its 95 % interval.");
    assertThat(theoryBeside(0.2029, 0.0033))
        .endsWith(theory + ", 1.0 standard errors above gd-closed-form, within its 95 % interval.");
    assertThat(theoryBeside(0.2029, 0)).endsWith(theory + ".");
  }

  private static String theoryBeside(double measured, double error) {
    List<FittedLearner> fits = List.of(fit(LearnerKind.GD_CLOSED_FORM, measured, error));
    Run run = Run.trial("t", trial(1, 0).parameters(), record(Synthetic.ZERO, fits));
    List<String> context = context(List.of(run));
    return context.get(context.size() - 1).replace('\u00a0', ' ');
  }

  @Test
  void whoRelapsedIsCountedBesideThoseThatDidNotLearn() {
    Run learnt = trial(1, 0);
    LearningEvents e = learnt.events();
    Moment relapse = new Moment(900, 850, 900);
    Run relapsed =
        new Run(
            "r",
            null,
            trial(1, 1).parameters(),
            learnt.record(),
            new LearningEvents(e.level(), e.crossed(), e.learnt(), relapse, null, e.until()));
    assertThat(headline(List.of(learnt, relapsed)))
        .startsWith("2 of 2 trials learnt gradient descent within 2000 steps: 100.0 %")
        .endsWith("%). Of those that learnt, 1 relapsed.");
    assertThat(headline(List.of(learnt, relapsed, late(2), SummaryTest.between(trial(1, 3)))))
        .endsWith("%). The others: 1 between, 1 late. Of those that learnt, 1 relapsed.");
    assertThat(headline(List.of(learnt))).endsWith("%).");
  }

  @Test
  void whyItCannotBeToldWhetherTrialsLearntIsSaid() {
    String unknown = "Whether they learnt cannot be told: ";
    assertThat(headline(List.of(held(1, List.of(fit(LearnerKind.GD, 0.41, 0.0033))))))
        .endsWith(unknown + NO_LEVEL + ".");
    assertThat(headline(List.of(held(1, List.of()))))
        .endsWith(
            unknown + "no trial was held against gradient descent (gd), whose loss defines it.");
  }

  @Test
  void settingsOfWhichItCannotBeToldAreCounted() {
    Run unclear = held(2, List.of(fit(LearnerKind.GD, 0.41, 0.0033)));
    assertThat(troubles(List.of(trial(1, 0), unclear)))
        .containsExactly("Whether seeds learnt cannot be told of 1 setting: " + NO_LEVEL + ".");
    assertThat(troubles(List.of(unclear))).isEmpty();
    assertThat(troubles(List.of(trial(1, 0), held(2, List.of())))).isEmpty();
  }

  @Test
  void everyWayToFailIsAFailureAndThreeCausesAreNamed() {
    List<Run> runs = new ArrayList<>();
    runs.add(failed(1, TrialRecord.failed(new IllegalStateException("no"))));
    runs.add(failed(2, TrialRecord.timedOut("allowed 5 minutes")));
    runs.add(failed(3, TrialRecord.timedOut("allowed 5 minutes")));
    runs.add(failed(4, TrialRecord.noMemory("it takes 9 GB")));
    runs.add(failed(5, TrialRecord.noMemory("it takes 11 GB")));
    assertThat(headline(runs)).isEqualTo("All 5 trials failed; there is nothing to analyse.");
    runs.add(trial(1, 0));
    assertThat(troubles(runs))
        .containsExactly(
            "5 trials failed, left out of every share and median"
                + " (java.lang.IllegalStateException: no; allowed 5 minutes; it takes 9 GB).");
    assertThat(headline(runs)).startsWith("1 of 1 trial learnt");
  }

  private static Run failed(long seed, TrialRecord record) {
    return Run.trial("f" + seed, Synthetic.parameters(1, "fan-in-variance", seed), record);
  }

  private static Run trial(int heads, long seed) {
    return Synthetic.trial(Synthetic.parameters(heads, "fan-in-variance", seed), false);
  }

  private static Run late(long seed) {
    return Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", seed), true);
  }

  private static Run held(int heads, List<FittedLearner> fits) {
    return Run.trial("h" + heads, trial(heads, 0).parameters(), record(Synthetic.ZERO, fits));
  }

  private static FittedLearner fit(LearnerKind kind, double loss, double error) {
    return new FittedLearner(kind, loss, error, List.of(), List.of());
  }

  private static TrialRecord record(double zeroLoss, List<FittedLearner> fits) {
    TrialRecord r = trial(1, 0).record();
    return TrialRecord.ended(r.outcome())
        .zeroLoss(zeroLoss, null)
        .finalLoss(r.finalLoss(), null)
        .with(Measures.CURVE, r.curve())
        .with(Measures.LEARNERS, fits)
        .build();
  }

  private static List<String> context(List<Run> runs) {
    return OutcomeFindings.context(Summary.of(runs));
  }

  private static String headline(List<Run> runs) {
    return OutcomeFindings.headline(Summary.of(runs)).replace('\u00a0', ' ');
  }

  private static List<String> troubles(List<Run> runs) {
    return OutcomeFindings.troubles(Summary.of(runs));
  }
}
