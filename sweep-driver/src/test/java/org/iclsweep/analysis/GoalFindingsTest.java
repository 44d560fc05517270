package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.read.LossUnit;
import org.junit.jupiter.api.Test;

/** What findings say of losses that have to come to another's than gradient descent's. */
class GoalFindingsTest {
  private static final LearntRule STEP = rule(Goal.of("gd-prefix"));
  private static final LearntRule RIDGE = rule(Goal.of("ridge-prefix"));
  private static final LearntRule NUMBER = rule(Goal.of(0.2));

  private static LearntRule rule(Goal goal) {
    return new LearntRule(goal, 1.05, 100);
  }

  /** On one line, with plain blanks. */
  private static String text(List<Run> runs) {
    return Findings.of(Summary.of(runs)).text().replaceAll("\\s+", " ");
  }

  @Test
  void theHeadlineNamesTheLearnerOrTheLoss() {
    assertThat(text(Staircase.heads(STEP)))
        .startsWith("16 of 16 trials learnt gd-prefix within 500 steps: 100.0 % (95 % interval");
    assertThat(text(Staircase.heads(NUMBER)))
        .startsWith("8 of 16 trials came to a loss of 0.2 within 500 steps: 50.0 % (95 % interval")
        .contains("The others: 8 late.");
    assertThat(text(Synthetic.quickstart()))
        .startsWith("121 of 128 trials learnt gradient descent");
  }

  @Test
  void notesSayWhatALossHasToComeTo() {
    assertThat(text(Staircase.heads(STEP)))
        .contains(
            "learnt: the evaluation loss came to 1.05 times that of gd-prefix or less, and stayed"
                + " for 100 steps.")
        .contains(
            "crossed: median step at which the evaluation loss fell to the middle between that of"
                + " answering 0 and that of gd-prefix.");
    assertThat(text(Staircase.heads(NUMBER)))
        .contains("the evaluation loss came to 1.05 times 0.2 or less, and stayed for 100 steps.")
        .contains("fell to the middle between that of answering 0 and 0.2.");
    assertThat(text(Synthetic.quickstart()))
        .contains("came to 1.05 times that of gradient descent or less, and stayed")
        .contains("the middle between that of answering 0 and that of gradient descent.");
  }

  /** Told of two seeds that come half-way, and of nine settings of such together. */
  @Test
  void whoIsBetweenIsToldWithItsLossOverThatOfTheGoal() {
    assertThat(text(List.of(Staircase.run(RIDGE, 1, 3, Staircase.TWO))))
        .contains("- Between: seed 3 (crossed in 200-300, ends at 2.050 of ridge-prefix).");
    assertThat(text(List.of(Staircase.run(rule(Goal.of(0.15)), 1, 3, Staircase.TWO))))
        .contains("- Between: seed 3 (crossed in 200-300, ends at 1.367 of 0.15).");
    assertThat(text(between(RIDGE)))
        .contains(
            "- 9 seeds between in 9 settings, ending at 2.050 to 2.050 times the loss of"
                + " ridge-prefix.");
    assertThat(text(between(rule(Goal.of(0.15)))))
        .contains("- 9 seeds between in 9 settings, ending at 1.367 to 1.367 times 0.15.");
  }

  private static List<Run> between(LearntRule rule) {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 9; heads++) {
      runs.add(Staircase.run(rule, heads, 7, Staircase.TWO));
    }
    return runs;
  }

  @Test
  void whyThereIsNoVerdictIsSaidOfTheGoal() {
    String unknown = "Whether they learnt cannot be told: ";
    assertThat(text(Staircase.heads(rule(Goal.of("kernel-prefix")))))
        .contains(unknown + "no trial was held against kernel-prefix, whose loss defines it. ");
    assertThat(text(Staircase.heads(LearntRule.DEFAULT)))
        .contains(
            unknown + "no trial was held against gradient descent (gd), whose loss defines it. ");
    assertThat(text(Staircase.heads(rule(Goal.of(0.37)))))
        .contains(
            unknown
                + "a loss of 0.37 is not clearly better than answering 0 (at most 0.9 of its loss). ");
  }

  /** Where some settings answer 0 no worse. */
  @Test
  void settingsWithoutALevelAreCounted() {
    List<Run> runs = new ArrayList<>(Staircase.heads(NUMBER));
    Run near = Staircase.run(NUMBER, 3, 0, Staircase.STUCK);
    runs.add(
        Run.trial(
            "near",
            near.parameters(),
            near.record().changed().zeroLoss(0.21, 0.001).build(),
            NUMBER));
    assertThat(text(runs))
        .contains(
            "Whether seeds learnt cannot be told of 1 setting: a loss of 0.2 is not clearly better"
                + " than answering 0 (at most 0.9 of its loss).");
  }

  /** Of eight pairs all differ: McNemar's p is 2 / 2^8, and so is that of steps. */
  @Test
  void settingsOfSequencesAreComparedSeedBySeed() {
    assertThat(text(Staircase.heads(NUMBER)))
        .contains(
            "- heads 2 against heads 1: a difference in the share; 8/8 against 0/8 learnt, +100.0 points")
        .contains(
            "p = 0.008 (p = 0.016 after Holm). Half had learnt by step 283 against no step, p")
        .contains("shares by McNemar's exact test, steps by the log-rank statistic");
    assertThat(text(Staircase.heads(STEP)))
        .contains("8/8 against 8/8 learnt, 0.0 points")
        .contains("Half had learnt by step 86 against step 186, 0.46 times the steps");
  }

  @Test
  void howNearThoseThatLearntComeIsToldOfTheGoalsLearner() {
    assertThat(text(Staircase.heads(STEP)))
        .contains(
            "- Those that learnt end at 0.683 to 1.033 times the loss of gd-prefix (median by"
                + " setting; worst 1.033).");
    assertThat(text(Staircase.heads(NUMBER))).doesNotContain("times the loss of");
    SummaryTable wide = SummaryTable.wide(Summary.of(Staircase.heads(STEP)));
    assertThat(wide.headings().stream().map(SummaryTable.Heading::name))
        .containsOnlyOnce("gd-prefix", "ridge-prefix", "/ gd-prefix")
        .doesNotContain("/ GD");
  }

  @Test
  void inAnotherUnitTheLossIsToldInThat() {
    List<Run> runs = new ArrayList<>();
    for (Run run : Staircase.heads(NUMBER)) {
      runs.add(
          Run.of(
              run.id(),
              null,
              run.parameters(),
              run.record(),
              NUMBER,
              new TrialSpecs(),
              LossUnit.SQUARED_ERROR));
    }
    assertThat(text(runs))
        .startsWith("8 of 16 trials came to a squared error of 0.4 within 500 steps")
        .contains("the evaluation squared error came to 1.05 times 0.4 or less");
  }

  @Test
  void aMillionRowsAreToldByTheirGoal() {
    List<Run> runs = StoredRuns.shortened(Staircase.heads(NUMBER).stream(), 1_000_000, 0);
    assertThat(text(runs)).isEqualTo(text(Staircase.heads(NUMBER)));
  }
}
