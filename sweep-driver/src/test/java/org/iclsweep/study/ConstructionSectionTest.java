package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.plan;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.learner.GdPrefixK;
import org.iclsweep.learner.NewestPair;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.SequenceConstruction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constructed weights and steps of given rates as a study writes them. */
class ConstructionSectionTest {

  private static final String SEQUENCES =
      "task.kind = dynamics, model { keys = causal, init.kind = constructed }\n";
  private static final String TWO = "model { depth = 2, heads = 2, init.rates = [0.3, 0.1] }\n";

  private static Initialisation start(String text) {
    return trial(SEQUENCES + text).spec().model().initialisation();
  }

  @Test
  void ratesAreInTheirOrderAndNoiseIsOff() {
    assertThat(start(TWO)).isEqualTo(Initialisation.constructed(List.of(0.3, 0.1), 0));
    assertThat(start(TWO + "model.init.noise = 0.01"))
        .isEqualTo(Initialisation.constructed(List.of(0.3, 0.1), 0.01));
    assertThat(start("model.attention = mesa")).isEqualTo(Initialisation.constructed(List.of(), 0));
    assertThat(trial(SEQUENCES + TWO).parameters())
        .containsEntry("init_kind", "constructed")
        .containsEntry("init_rates", List.of(0.3, 0.1))
        .containsEntry("init_noise", null)
        .containsEntry("init_scale", null)
        .containsEntry("init_law", null);
    assertThat(trial("").parameters())
        .containsEntry("init_rates", null)
        .containsEntry("init_noise", null)
        .containsEntry("init_scale", 0.002)
        .containsEntry("init_law", "truncated-normal");
  }

  /** Whatever the model, of which each has the same fit. */
  @Test
  void learnersTakeStepsOfGivenRates() {
    String text =
        "task.kind = dynamics, model.keys = causal\n"
            + "measure { prefix-learners = [gd-prefix, gd-prefix-k], prefix-rates = [0.3, 0.1, 0.3] }\n"
            + "sweep.grid.model.depth = [1, 9]";
    assertThat(plan(text).learners()).hasSize(2);
    LearnerTrial steps = plan(text).trial(1).learners().get(1);
    assertThat(steps.spec().learner())
        .isEqualTo(GdPrefixK.of(List.of(0.3, 0.1, 0.3), NewestPair.USED));
    assertThat(steps.parameters())
        .containsEntry("prefix_rates", List.of(0.3, 0.1, 0.3))
        .containsEntry("depth", null);
    assertThat(plan(text).trial(0).learners().get(0).parameters())
        .containsEntry("prefix_rates", null);
  }

  private static void refused(String text, String... parts) {
    assertThat(problems("study = s\n" + SEQUENCES + text))
        .singleElement()
        .asString()
        .contains(parts);
  }

  @Test
  void whatCannotBeConstructedIsRefusedWhereItStands() {
    assertThat(problems("study = s\nmodel.init { kind = constructed, rates = [0.1] }"))
        .singleElement()
        .asString()
        .contains(
            "x.conf:2: model.init.kind: is constructed, which does not go with task.kind ="
                + " linear-regression: constructed weights are for sequences of which every next"
                + " state is to be told, but this task has a query. Set task.kind = dynamics.");
    refused(
        "model { depth = 2, heads = 2 }",
        "model.init.rates: is [], which does not go with model.init.kind = constructed and"
            + " model.depth = 2",
        "layers need 2 in all, and 0 are given. Give model.init.rates as many numbers as model.depth"
            + " says, as in [0.03].");
    refused(
        "model.init.rates = [0.1, 0.2]",
        "x.conf:3: model.init.rates",
        "layers need 1 in all, and 2 are given");
    refused("", "x.conf:2: model.init.rates: is []", "layers need 1 in all, and 0 are given");
    refused(
        TWO.replace("heads = 2,", "heads = 1,"),
        "x.conf:3: model.heads: is 1, which does not go with model.init.kind = constructed and"
            + " model.depth = 2: one of several steps takes two heads",
        "Set model.heads = 2, or more.");
    refused(
        TWO + "task.sequence-tokens = raw",
        "x.conf:4: task.sequence-tokens: is raw",
        "Set task.sequence-tokens = constructed.");
    refused(
        TWO + "task.slots = inner-zero",
        "x.conf:4: task.slots: is inner-zero",
        "Set task.slots = all.");
    refused(
        "model.attention = softmax",
        "x.conf:3: model.attention: is softmax",
        "Set model.attention = linear or mesa.");
    refused(
        "model { attention = mesa, heads = 2\ndepth = 2 }",
        "x.conf:4: model.depth: is 2, which does not go with model.init.kind = constructed and"
            + " model.attention = mesa",
        "Set model.depth = 1.");
    refused(
        TWO + "model.key-size = 4",
        "x.conf:4: model.key-size: is 4",
        "keys are states of 10 features, but have room for 4. Set model.key-size to the features"
            + " of an observation, or more.");
    assertThat(start(TWO + "model.key-size = 4, task.observed = 4").rates()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "model.tied, true, false",
    "model.weights, merged, factored",
    "model.score-scale, none, by-kind",
    "model.dampening, 0.5, 1",
    "model.norm, every-layer, none",
    "model.positions, 4, none",
    "model.mlp.place, after, none",
    "model.read-out, linear, slot",
    "model.positions-for, first-keys, tokens",
    "model.qk-norm, all, none"
  })
  void nothingStandsBesideThem(String path, String value, String plain) {
    refused(
        TWO + path + " = " + value,
        "model.init.kind: is constructed, which does not go with %s = %s: %s. Set %s = %s."
            .formatted(path, value, SequenceConstruction.ALONE, path, plain));
    assertThat(start(TWO + path + " = " + plain).rates()).hasSize(2);
  }

  @Test
  void whatIsOfOtherWeightsHasNoEffect() {
    refused(
        TWO + "model.init.scale = 0.1",
        "x.conf:4: model.init.scale: has no effect",
        "when model.init.kind is not constructed");
    refused(TWO + "model.init.law = normal", "model.init.law: has no effect");
    refused(
        "model { attention = mesa, init.rates = [0.1] }",
        "model.init.rates: has no effect",
        "model.attention is linear");
    assertThat(problems("study = s\nmodel.init.noise = 0.1"))
        .singleElement()
        .asString()
        .contains("model.init.noise: has no effect", "when model.init.kind is constructed");
    assertThat(problems("study = s\n" + SEQUENCES + "model.init.rates = [0.1, -1]"))
        .containsExactly("x.conf:3: model.init.rates: is -1, must be a positive number.");
  }

  @Test
  void stepsAreTheirsOrTheRates() {
    String text = "study = s\ntask.kind = dynamics, model.keys = causal\n";
    assertThat(
            problems(
                text
                    + "measure { prefix-learners = [gd-prefix-k], prefix-rates = [1]\n"
                    + "prefix-steps = 2 }"))
        .containsExactly(
            "x.conf:4: measure.prefix-steps: is 2, which does not go with measure.prefix-rates ="
                + " [1]: both say how many steps there are. Set measure.prefix-steps = depth.");
    assertThat(problems(text + "measure { prefix-learners = [gd-prefix], prefix-rates = [1] }"))
        .singleElement()
        .asString()
        .contains(
            "measure.prefix-rates: has no effect", "measure.prefix-learners holds gd-prefix-k");
  }
}
