package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import java.util.Optional;
import org.iclsweep.measure.Goal;
import org.iclsweep.measure.LearntRule;
import org.junit.jupiter.api.Test;

/** Trials that end once they have learnt, as studies ask for them. */
class StopSectionTest {

  private static final String LEARNT = "training.stop.when = learnt\n";

  private static Optional<LearntRule> stops(String study) {
    return trial(study).spec().training().stops();
  }

  @Test
  void everyKeyReachesItsPlace() {
    assertThat(stops("")).isEmpty();
    assertThat(stops(LEARNT)).contains(LearntRule.DEFAULT);
    assertThat(stops("training.stop { when = learnt, within = 1.03, of = gd, stays = 200 }"))
        .contains(new LearntRule(1.03, 200));
    assertThat(
            stops(
                "training.stop { when = learnt, of = least-squares }\n"
                    + "measure.learnt-at = least-squares"))
        .contains(new LearntRule(Goal.of("least-squares"), 1.05, 100));
    assertThat(stops("training.stop { when = learnt, of = 2.5e-1 }, measure.learnt-at = 0.25"))
        .contains(new LearntRule(Goal.of(0.25), 1.05, 100));
  }

  @Test
  void aSequencesGoalIsALearnerOfSequences() {
    String sequences =
        "task.kind = dynamics, model.keys = causal, measure { prefix-learners = [gd-prefix] }\n";
    assertThat(
            stops(
                sequences
                    + "training.stop { when = learnt, of = gd-prefix }, measure.learnt-at ="
                    + " gd-prefix"))
        .contains(new LearntRule(Goal.of("gd-prefix"), 1.05, 100));
    assertThat(problems("study = s\n" + sequences + LEARNT))
        .containsExactly(
            "x.conf:2: training.stop.of: is gd, which does not go with measure.prefix-learners ="
                + " [gd-prefix] and training.stop.when = learnt: no trial is held against gd, so"
                + " its loss is not known. Add it to measure.prefix-learners, or set"
                + " training.stop.of to a loss itself, as in 0.25.");
  }

  @Test
  void aGoalIsALossOrALearnerThatTheTrialIsHeldAgainst() {
    assertThat(
            problems(
                "study = s\ntraining.stop { when = learnt, of = ridge }\n"
                    + "measure { learnt-at = ridge, against = [gd, least-squares] }"))
        .contains(
            "x.conf:2: training.stop.of: is ridge, which does not go with measure.against = [gd,"
                + " least-squares] and training.stop.when = learnt: no trial is held against ridge,"
                + " so its loss is not known. Add it to measure.against, or set training.stop.of to"
                + " a loss itself, as in 0.25.");
    assertThat(problems("study = s\n" + LEARNT + "training.stop.of = gdd"))
        .singleElement()
        .asString()
        .startsWith(
            "x.conf:3: training.stop.of: is the text \"gdd\", must be a positive number, or one of"
                + " gd,")
        .endsWith(". Did you mean gd?");
    assertThat(problems("study = s\n" + LEARNT + "training.stop.of = -1"))
        .singleElement()
        .asString()
        .startsWith("x.conf:3: training.stop.of: is -1, must be a positive number, or one of gd,");
  }

  @Test
  void trialsStopForNothingElse() {
    assertThat(problems("study = s\ntraining.stop.when = diverged"))
        .containsExactly(
            "x.conf:2: training.stop.when: is the text \"diverged\", must be one of never,"
                + " learnt.");
    assertThat(problems("study = s\ntraining.stop.stays = 200"))
        .containsExactly(
            "x.conf:2: training.stop.stays: has no effect: it applies when training.stop.when is"
                + " learnt, and here it is never. Remove it or set training.stop.when = learnt.");
  }

  @Test
  void aRuleThatNoCurveCouldFulfilIsRefused() {
    assertThat(
            problems(
                "study = s\ntraining { steps = 300, stop { when = learnt, stays = 300 } }\n"
                    + "measure.every = 50"))
        .containsExactly(
            "x.conf:2: training.stop.stays: is 300, which does not go with training.steps = 300 and"
                + " measure.every = 50 and measure.schedule = every and training.stop.when ="
                + " learnt: a curve of 300 steps has its last point but one after 250, so that no"
                + " trial could have learnt and stayed for 300 steps before its end. Choose fewer,"
                + " or a smaller measure.every, or set training.stop.when = never.");
    assertThat(problems("study = s\ntraining.steps = 300\n" + LEARNT + "measure.every = 300"))
        .singleElement()
        .asString()
        .contains("a curve of 300 steps has its last point but one after 0");
    assertThat(
            stops(
                "training { steps = 300, stop.when = learnt }\n"
                    + "measure { every = 300, schedule = 150 }"))
        .isPresent();
  }

  @Test
  void theLastPointsOfATrainingThatStopsAreNotKnown() {
    assertThat(
            problems(
                "study = s\n"
                    + LEARNT
                    + "training.keep = best-of-last\nmeasure.validation-tasks = 9"))
        .containsExactly(
            "x.conf:2: training.stop.when: is learnt, which does not go with training.keep ="
                + " best-of-last: which points are the last of a training that stops is not known"
                + " before. Set training.keep = last, or set training.stop.when = never.");
  }

  /** What stops a trial must show that it has learnt, as the study tells it. */
  @Test
  void aRuleThatAsksForLessThanTheStudysIsRefused() {
    String reason = ": of a trial that stopped it could not be told whether it has learnt.";
    assertThat(problems("study = s\n" + LEARNT + "measure.learnt-at = least-squares"))
        .containsExactly(
            "x.conf:3: training.stop.of: is gd, but measure.learnt-at is least-squares"
                + reason
                + " Set training.stop.of = least-squares, or measure.learnt-at = gd.");
    assertThat(problems("study = s\n" + LEARNT + "training.stop.within = 1.2"))
        .containsExactly(
            "x.conf:3: training.stop.within: is 1.2, but measure.learnt-within is only 1.05"
                + reason
                + " Set training.stop.within = 1.05, or measure.learnt-within = 1.2.");
    assertThat(problems("study = s\n" + LEARNT + "sweep.grid.training.stop.stays = [50, 200]"))
        .containsExactly(
            "x.conf:3: training.stop.stays: is 50, but measure.learnt-for is 100"
                + reason
                + " Set training.stop.stays = 100, or measure.learnt-for = 50.");
    assertThat(stops("training.stop { when = learnt, within = 1.01, stays = 101 }")).isPresent();
    assertThat(trial("measure { learnt-at = 0.3, learnt-for = 900 }").spec().training().stops())
        .isEmpty();
  }

  @Test
  void aGoalIsWrittenAsItIsRead() {
    GoalType type = new GoalType();
    for (String goal : List.of("gd", "\"gd++\"", "gd-prefix", "0.25", "1e-7")) {
      assertThat(type.text(type.typed(goal))).isEqualTo(goal);
      assertThat(GoalType.value(type.meaning(type.typed(goal)))).isEqualTo(type.typed(goal));
    }
    assertThat(type.meaning(type.typed("gd"))).isEqualTo(Goal.GRADIENT_DESCENT);
    assertThat(type.meaning(type.typed("0.25"))).isEqualTo(Goal.of(0.25));
  }
}
