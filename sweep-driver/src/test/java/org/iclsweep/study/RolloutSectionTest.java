package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.trial.Rollouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roll-outs as a study writes them, and those that make no sense. */
class RolloutSectionTest {

  @Test
  void recordedDefaults() {
    assertThat(trial("").spec().measure().asked()).isEmpty();
    assertThat(trial("measure.rollout.steps = 50").spec().measure().asked())
        .containsExactly(new Rollouts(50, List.of(0.75)));
  }

  @Test
  void everyKeyReachesItsPlace() {
    assertThat(
            trial("measure.rollout { steps = 7, dampening = [1, 0.25] }").spec().measure().asked())
        .containsExactly(new Rollouts(7, List.of(0.25, 1.0)));
  }

  @Test
  void gradientDescentIsRolledOutAndNoOtherLearner() {
    String text = "measure { against = [gd, gd-closed-form, least-squares], rollout.steps = 7 }\n";
    assertThat(plan(text).learners())
        .extracting(learner -> ((LearnerTrial) learner).spec().asked())
        .containsExactly(List.of(new Rollouts(7, List.of(0.75))), List.of(), List.of());
    // gd at two values of λ, the others once
    assertThat(plan(text + "sweep.grid.measure.rollout.dampening = [[0.5], [1]]").learners())
        .hasSize(4);
    assertThat(plan(text).learners().get(0).parameters())
        .containsEntry("rollout_steps", 7)
        .containsEntry("rollout_dampening", List.of(0.75));
    assertThat(plan(text).learners().get(2).parameters()).containsEntry("rollout_steps", null);
  }

  @Test
  void dampeningWithoutARolloutHasNoEffect() {
    assertThat(problems("study = s\nmeasure.rollout.dampening = [0.5]"))
        .singleElement()
        .asString()
        .startsWith(
            "x.conf:2: measure.rollout.dampening: has no effect: it applies when"
                + " measure.rollout.steps is not off");
  }

  @Test
  void layersOfDifferentWeightsAreNotRepeated() {
    assertThat(problems("study = s\nmodel.depth = 2\nmeasure.rollout.steps = 7"))
        .containsExactly(
            "x.conf:3: measure.rollout.steps: is 7, which does not go with model.depth = 2 and"
                + " model.tied = false: layers of different weights are not one layer to be"
                + " repeated. Set measure.rollout.steps = off, model.tied = true or model.depth ="
                + " 1.");
    assertThat(trial("model { depth = 2, tied = true }\nmeasure.rollout.steps = 7").spec())
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "model.mlp.place, before, none",
    "model.mlp.place, after, none",
    "model.norm, every-layer, none",
    "model.embedding, 12, none",
    "model.positions, 4, none",
    "task.tokens, interleaved, concatenated"
  })
  void whatIsAroundAttentionIsNotRepeated(String path, String value, String none) {
    assertThat(problems("study = s\n" + path + " = " + value + "\nmeasure.rollout.steps = 7"))
        .containsExactly(
            "x.conf:3: measure.rollout.steps: is 7, which does not go with %s = %s: attention to"
                    .formatted(path, value)
                + " concatenated tokens is repeated, and nothing around it. Set"
                + " measure.rollout.steps = off or %s = %s.".formatted(path, none));
  }

  @Test
  void aRolloutTakesAStepAtLeast() {
    assertThat(problems("study = s\nmeasure.rollout.steps = 0"))
        .singleElement()
        .asString()
        .contains("must be a whole number, at least 1, or off");
  }
}
