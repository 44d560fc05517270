package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.problems;
import static org.iclsweep.study.read.Studies.trial;

import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialisation.Law;
import org.iclsweep.model.Initialisation.Perceptrons;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models as a study writes them, and those that make no sense. */
class ModelSectionTest {

  @Test
  void everyPartOfAModelCanBeWritten() {
    TransformerTrial trial =
        trial(
            """
            model { depth = 3, tied = true, attention = softmax, heads = 2, key-size = 7, keys = all }
            model { score-scale = inverse-keys, form = tokens, update = label, dampening = 0.75 }
            model { token-clip = 5, norm = every-layer, embedding = 40, positions = 6 }
            model.mlp { place = after, nonlinearity = relu, bias = true, widening = 3 }
            model.init { kind = standard-deviation, scale = 0.1 }
            """);
    assertThat(trial.spec().model())
        .isEqualTo(
            new ModelSpec(
                3,
                true,
                new AttentionSpec(Kind.SOFTMAX, 2, 7, Keys.ALL, Scale.INVERSE_KEYS, Form.TOKENS),
                new MlpSpec(MlpSpec.Place.AFTER, Nonlinearity.RELU, true, 3),
                NormPlace.EVERY_LAYER,
                40,
                6,
                0.75,
                Update.LABEL,
                5,
                new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1)));
  }

  @Test
  void mergedWeightsHaveAPatternAndNoKeySize() {
    TransformerTrial trial =
        trial("model { weights = merged, pattern = blocks, symmetric = true, heads = 3 }");
    assertThat(trial.spec().model().attention())
        .isEqualTo(
            new AttentionSpec(
                Kind.LINEAR,
                3,
                0,
                Keys.CONTEXT,
                Scale.BY_KIND,
                Form.AUTO,
                WeightsSpec.merged(Pattern.BLOCKS, true)));
    assertThat(trial("").spec().model().attention().weights()).isEqualTo(WeightsSpec.FACTORED);
    assertThat(problems("study = s\nmodel { weights = merged\nkey-size = 3 }"))
        .singleElement()
        .asString()
        .contains("x.conf:3: model.key-size: has no effect", "model.weights is factored");
    assertThat(problems("study = s\nmodel.pattern = sparse"))
        .singleElement()
        .asString()
        .contains("x.conf:2: model.pattern: has no effect", "model.weights is merged");
  }

  @Test
  void softmaxHasNoPattern() {
    assertThat(
            problems(
                "study = s\nmodel { weights = merged, attention = softmax\npattern = sparse }"))
        .containsExactly(
            "x.conf:3: model.pattern: is sparse, which does not go with model.attention = softmax:"
                + " W_PV adds a head's mix of labels as it is, which a softmax makes a mean of"
                + " them, but an answer is minus what is added. Set model.pattern = full.");
    assertThat(trial("model { weights = merged, attention = relu, pattern = sparse }").spec())
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "model.embedding = 7, tokens are embedded",
    "model.positions = 4, a code of positions stands behind it",
    "task.tokens = interleaved, tokens are no pairs of an input and a label"
  })
  void blocksNeedALabelAtTheEndOfATokenAndSayWhatIsThere(String setting, String reason) {
    assertThat(problems("study = s\nmodel { weights = merged\npattern = blocks }\n" + setting))
        .singleElement()
        .asString()
        .startsWith("x.conf:3: model.pattern: is blocks, which does not go with")
        .contains("blocks of weights have the label as a token's last feature, but " + reason)
        .endsWith("Set model.pattern = full.");
  }

  @Test
  void softmaxHasNoGramForm() {
    assertThat(problems("study = s\nmodel { attention = softmax\nform = gram }"))
        .containsExactly(
            "x.conf:3: model.form: is gram, which does not go with model.attention = softmax and"
                + " model.keys = context: the Gram form is of linear attention, but attention is"
                + " softmax: its scores go through a softmax token by token. Set model.form ="
                + " tokens.");
  }

  @Test
  void queryThatIsOnlyScoredIsForASoftmax() {
    AttentionSpec attention =
        trial("model { attention = softmax, keys = scored }").spec().model().attention();
    assertThat(attention.keys()).isEqualTo(Keys.SCORED);
    assertThat(trial("model { attention = softmax-then-linear, keys = scored }").spec().model())
        .isNotNull();
    assertThat(problems("study = s\nmodel { attention = relu\nkeys = scored }"))
        .containsExactly(
            "x.conf:3: model.keys: is scored, which does not go with model.attention = relu: keys"
                + " are scored, the query's for its part in a softmax's sum alone, but attention is"
                + " relu and divides by no sum: it would be that with keys from the context. Set"
                + " model.keys = context, or model.attention = softmax.");
    assertThat(problems("study = s\nmodel.keys = scored"))
        .singleElement()
        .asString()
        .contains("attention is linear and divides by no sum");
  }

  @ParameterizedTest
  @CsvSource({
    "token-clip = 10, tokens are clipped one by one",
    "norm = every-layer, tokens are normed one by one",
    "mlp.place = after, a perceptron changes tokens one by one between the layers",
    "keys = all, the Gram form is for keys from the context"
  })
  void gramFormIsRefusedWithTheReason(String setting, String reason) {
    assertThat(problems("study = s\nmodel { form = gram, depth = 2, " + setting + " }"))
        .singleElement()
        .asString()
        .startsWith("x.conf:2: model.form: is gram, which does not go with")
        .contains(reason)
        .endsWith("Set model.form = tokens.");
  }

  @ParameterizedTest
  @CsvSource({"norm = between-layers", "attention = softmax-then-linear"})
  void tiedLayersAreAllAlike(String setting) {
    assertThat(problems("study = s\nmodel { depth = 2, tied = true, " + setting + " }"))
        .singleElement()
        .asString()
        .contains("but layers are tied")
        .contains("model.tied = false");
    assertThat(trial("model { depth = 2, " + setting + " }").spec().model().tied()).isFalse();
  }

  @Test
  void aPerceptronCanStandForInputs() {
    MlpSpec mlp =
        trial("model.mlp { place = before, nonlinearity = relu, bias = true, residual = false }")
            .spec()
            .model()
            .mlp();
    assertThat(mlp).isEqualTo(new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.RELU, true, 4, false));
    assertThat(problems("study = s\nmodel.mlp { place = after, residual = false }"))
        .singleElement()
        .asString()
        .contains("model.mlp.residual: has no effect: it applies when model.mlp.place is before");
  }

  @ParameterizedTest
  @CsvSource({
    "model.embedding = 7, tokens are embedded",
    "model.positions = 4, a code of positions stands behind it",
    "task.tokens = interleaved, tokens are no pairs of an input and a label"
  })
  void aMapOfInputsNeedsALabelAtTheEndOfAToken(String setting, String reason) {
    assertThat(problems("study = s\nmodel.mlp { place = before\nresidual = false }\n" + setting))
        .singleElement()
        .asString()
        .startsWith("x.conf:3: model.mlp.residual: is false, which does not go with")
        .contains("a map of inputs alone has the label as a token's last feature, but " + reason)
        .endsWith("Set model.mlp.residual = true.");
  }

  @Test
  void perceptronsMayStartAsPyTorchsDo() {
    assertThat(start("model.mlp.place = before")).isEqualTo(Perceptrons.AS_MODEL);
    assertThat(start("model.mlp.place = after, model.init.mlp = fan-in-uniform"))
        .isEqualTo(Perceptrons.FAN_IN_UNIFORM);
    assertThat(start("")).isEqualTo(Perceptrons.AS_MODEL);
    assertThat(problems("study = s\nmodel.init.mlp = fan-in-uniform"))
        .containsExactly(
            "x.conf:2: model.init.mlp: has no effect: it applies when model.mlp.place is not none,"
                + " and here it is none. Remove it or set model.mlp.place = before or after.");
    assertThat(problems("study = s\nmodel.mlp.place = after\nmodel.init.mlp = uniform"))
        .containsExactly(
            "x.conf:3: model.init.mlp: is the text \"uniform\", must be one of as-model,"
                + " fan-in-uniform.");
  }

  @Test
  void initialWeightsMayBeNormalWithoutACut() {
    assertThat(trial("model.init.law = normal").spec().model().initialisation().law())
        .isEqualTo(Law.NORMAL);
    assertThat(trial("").spec().model().initialisation().law()).isEqualTo(Law.TRUNCATED_NORMAL);
    assertThat(problems("study = s\nmodel.init.law = uniform"))
        .containsExactly(
            "x.conf:2: model.init.law: is the text \"uniform\", must be one of truncated-normal,"
                + " normal.");
  }

  private static Perceptrons start(String text) {
    return trial(text).spec().model().initialisation().perceptrons();
  }

  @Test
  void perceptronsPartsNeedAPerceptron() {
    assertThat(problems("study = s\nmodel.mlp.widening = 2"))
        .singleElement()
        .asString()
        .contains("model.mlp.widening: has no effect: it applies when model.mlp.place is not none");
  }
}
