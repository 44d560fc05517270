package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.MesaSpec;
import org.iclsweep.model.MesaSpec.Factor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mesa layers as a study writes them, and those that make no sense. */
class MesaSectionTest {

  private static final String SEQUENCES = "task.kind = dynamics, model.keys = causal\n";

  private static AttentionSpec attention(String text) {
    return trial(SEQUENCES + text).spec().model().attention();
  }

  @Test
  void everyPartOfAMesaLayerCanBeWritten() {
    String text =
        """
        model { attention = softmax-then-mesa, depth = 2, heads = 4, key-size = 20 }
        model.mesa { lambda-init = 0.5, lambda = fixed, forget = learned, forget-factor = 0.9 }
        """;
    assertThat(attention(text))
        .isEqualTo(
            new AttentionSpec(
                Kind.SOFTMAX_THEN_MESA,
                4,
                20,
                Keys.CAUSAL,
                Scale.BY_KIND,
                Form.AUTO,
                WeightsSpec.FACTORED,
                new MesaSpec(Factor.fixed(0.5), Factor.learned(0.9))));
    assertThat(trial(SEQUENCES + text).parameters())
        .containsEntry("mesa_lambda_init", 0.5)
        .containsEntry("mesa_lambda", "fixed")
        .containsEntry("mesa_forget", "learned")
        .containsEntry("mesa_forget_factor", 0.9);
  }

  @Test
  void lambdaIsLearnedFromOneUnlessOtherwiseTold() {
    assertThat(attention("model.attention = mesa").mesa())
        .isEqualTo(new MesaSpec(Factor.learned(1), MesaSpec.NOTHING));
    assertThat(attention("model { attention = mesa, mesa.lambda-init = 3 }").mesa())
        .isEqualTo(new MesaSpec(Factor.learned(3), MesaSpec.NOTHING));
    assertThat(trial("").parameters())
        .containsEntry("mesa_lambda_init", null)
        .containsEntry("mesa_lambda", null);
  }

  @Test
  void whatIsOfNoMesaLayerIsToldToHaveNoEffect() {
    assertThat(problems("study = s\nmodel.mesa.lambda = fixed"))
        .containsExactly(
            "x.conf:2: model.mesa.lambda: has no effect: it applies when model.attention is mesa or"
                + " softmax-then-mesa, and here it is linear. Remove it or set model.attention ="
                + " mesa or softmax-then-mesa.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void lambdaStartsAboveZero(String value) {
    assertThat(
            problems(
                "study = s\n"
                    + SEQUENCES
                    + "model.attention = mesa\nmodel.mesa.lambda-init = "
                    + value))
        .singleElement()
        .asString()
        .startsWith("x.conf:4: model.mesa.lambda-init: is " + value)
        .endsWith("must be a positive number.");
  }

  @Test
  void whatIsForgottenIsAFactorUpToOne() {
    String text = "model { attention = mesa, mesa.forget = fixed";
    assertThat(attention(text + " }").mesa().forget()).isEqualTo(Factor.fixed(0.95));
    assertThat(attention(text + ", mesa.forget-factor = 1 }").mesa().forget())
        .isEqualTo(MesaSpec.NOTHING);
    for (String factor : List.of("0", "-0.5", "1.5")) {
      assertThat(
              problems(
                  "study = s\n" + SEQUENCES + text + "\nmesa.forget-factor = " + factor + " }"))
          .containsExactly(
              "x.conf:4: model.mesa.forget-factor: is "
                  + factor
                  + ", must be a positive number, at most 1.");
    }
    assertThat(
            problems(
                "study = s\n" + SEQUENCES + "model { attention = mesa\nmesa.forget-factor = 0.5 }"))
        .containsExactly(
            "x.conf:4: model.mesa.forget-factor: has no effect: it applies when model.attention is mesa"
                + " or softmax-then-mesa and model.mesa.forget is not off, and here"
                + " model.mesa.forget is off. Remove it or set model.mesa.forget = fixed or"
                + " learned.");
  }

  @Test
  void keysAreThoseUpToAToken() {
    assertThat(problems("study = s\nmodel { attention = mesa\nkeys = all }"))
        .containsExactly(
            "x.conf:3: model.keys: is all, which does not go with model.attention = mesa: a mesa"
                + " layer solves for each query by the keys up to it, but keys are all. Set"
                + " model.keys = causal.");
    assertThat(trial("model { attention = mesa, keys = causal }").spec()).isNotNull();
  }

  @Test
  void weightsAreFactored() {
    assertThat(problems("study = s\nmodel { attention = mesa, keys = causal\nweights = merged }"))
        .containsExactly(
            "x.conf:3: model.weights: is merged, which does not go with model.attention = mesa: a"
                + " mesa layer solves for each query by the keys up to it, but weights are merged"
                + " and have no keys. Set model.weights = factored.");
  }

  @Test
  void thereIsNoGramForm() {
    assertThat(problems("study = s\nmodel { attention = mesa, keys = causal\nform = gram }"))
        .containsExactly(
            "x.conf:3: model.form: is gram, which does not go with model.attention = mesa and"
                + " model.keys = causal: the Gram form is of linear attention, but attention is"
                + " mesa: its queries are solved for token by token. Set model.form = tokens.");
  }

  @Test
  void softmaxThenMesaHasAMesaLayerThatIsNotTheFirst() {
    assertThat(problems("study = s\nmodel { keys = causal\nattention = softmax-then-mesa }"))
        .containsExactly(
            "x.conf:3: model.attention: is softmax-then-mesa, which does not go with model.depth ="
                + " 1: attention is softmax-then-mesa, but the one layer is softmax: there is no"
                + " mesa layer. Set model.attention = softmax, or model.depth to 2 or more.");
    assertThat(
            problems(
                "study = s\nmodel { keys = causal\nattention = softmax-then-mesa\ndepth = 2\ntied ="
                    + " true }"))
        .singleElement()
        .asString()
        .startsWith("x.conf:3: model.attention: is softmax-then-mesa")
        .endsWith(
            "but layers are tied: the one layer is softmax and mesa. Set model.attention = softmax"
                + " or model.tied = false.");
  }
}
