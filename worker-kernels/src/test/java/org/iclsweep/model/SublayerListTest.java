package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.Reach;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.MlpSpec.Place;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Models as lists of sublayers: which ones, in which form, and what each puts out. */
class SublayerListTest {

  private static final Initialisation INIT =
      new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.05);
  private static final LinearRegression TASK = new LinearRegression(2, 5, 0.8, 1.1);

  static Stream<Architecture> architectures() {
    return Architectures.all();
  }

  @Test
  void aModelIsItsSublayersInTheOrderInWhichTheyRun() {
    MlpSpec after = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 4);
    ModelSpec model = model(2, false, Kind.SOFTMAX, after, NormPlace.BETWEEN_LAYERS, 7, 0.5);
    assertThat(names(SublayerList.of(model, TASK)))
        .containsExactly(
            "Embedding",
            "Attention",
            "Clip",
            "Norm",
            "Perceptron",
            "Clip",
            "Norm",
            "Attention",
            "Clip",
            "Norm",
            "Perceptron",
            "Clip");
    assertThat(SublayerList.slices(model, TASK).stream().map(SublayerListTest::name))
        .containsExactly(
            "-1 embedding",
            "0 query",
            "0 key",
            "0 value",
            "0 projection",
            "0 mlp-norm-scale",
            "0 mlp-norm-offset",
            "0 mlp-in",
            "0 mlp-in-bias",
            "0 mlp-out",
            "0 mlp-out-bias",
            "1 norm-scale",
            "1 norm-offset",
            "1 query",
            "1 key",
            "1 value",
            "1 projection",
            "1 mlp-norm-scale",
            "1 mlp-norm-offset",
            "1 mlp-in",
            "1 mlp-in-bias",
            "1 mlp-out",
            "1 mlp-out-bias");
  }

  @Test
  void behindTheLastAttentionOnlyTheQueryGoesOnAndTheLastSublayerPutsOutOneFeature() {
    MlpSpec after = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 4);
    ModelSpec model = model(2, false, Kind.SOFTMAX, after, NormPlace.EVERY_LAYER, 0, 0.5);
    List<Reach> reaches = new ArrayList<>();
    SublayerList.of(model, TASK).forEach((sublayer, reach) -> reaches.add(reach));
    assertThat(reaches.subList(0, 7)).containsOnly(Reach.ALL);
    assertThat(reaches.subList(7, 12))
        .containsExactly(Reach.QUERY, Reach.QUERY, Reach.QUERY, Reach.LABEL, Reach.LABEL);
  }

  @Test
  void firstLayersArePutOutWhole() {
    ModelSpec model = model(3, true, Kind.LINEAR, MlpSpec.NONE, NormPlace.NONE, 0, 0.5);
    SublayerList first = SublayerList.first(2, model, TASK);
    assertThat(names(first)).containsExactly("Attention", "Clip", "Attention", "Clip");
    first.forEach((sublayer, reach) -> assertThat(reach).isEqualTo(Reach.ALL));
    assertThat(SublayerList.first(0, model, TASK).sublayers()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void tiedLayersAreEqualAndLieAmongTheParametersOnce(Architecture architecture) {
    ModelSpec model = architecture.model();
    List<ParameterSlice> slices = SublayerList.slices(model, architecture.task());
    assertThat(slices.stream().map(SublayerListTest::name)).doesNotHaveDuplicates();
    assertThat(slices.stream().filter(slice -> slice.name().matches("(key-)?query")))
        .hasSize(model.distinctLayers());
    int next = 0;
    for (ParameterSlice slice : slices) {
      assertThat(slice.offset()).isEqualTo(next);
      next += slice.count();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 10, Attention",
    "1, 1, 1000, Attention",
    "2, 1, 5, Attention",
    "2, 1, 40, Gram",
    "5, 3, 20, Gram"
  })
  void theCheaperFormIsTaken(int depth, int heads, int context, String form) {
    AttentionSpec attention =
        new AttentionSpec(Kind.LINEAR, heads, 0, Keys.CONTEXT, Scale.BY_KIND, Form.AUTO);
    ModelSpec model =
        new ModelSpec(
            depth, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, INIT);
    assertThat(names(SublayerList.of(model, new LinearRegression(10, context, 0.5, 1))))
        .containsOnly(form);
  }

  @ParameterizedTest
  @CsvSource({
    "1, FULL, 20, Attention",
    "3, FULL, 20, Gram",
    "1, BLOCKS, 20, Block",
    "3, BLOCKS, 20, Block",
    "3, SPARSE, 20, Block",
    "4, BLOCKS, 2, Attention",
    "4, SPARSE, 2, Block"
  })
  void blocksHaveACheaperFormOfTheirOwn(int depth, Pattern pattern, int context, String form) {
    ModelSpec model = Architectures.merged(depth, false, 1, Form.AUTO, pattern, false).model();
    assertThat(names(SublayerList.of(model, new LinearRegression(5, context, 0.5, 1))))
        .containsOnly(form);
  }

  /** The third: one layer, first and last, whose keys and values nothing before it reads. */
  @ParameterizedTest
  @CsvSource({
    "4, LINEAR, 20, AUTO, Causal",
    "3, SOFTMAX, 20, AUTO, Causal",
    "1, LINEAR, 20, AUTO, Attention",
    "4, LINEAR, 0, AUTO, Attention",
    "4, LINEAR, 20, TOKENS, Attention"
  })
  void causalLayersAreOfFactorsWhereThatIsCheaper(
      int depth, Kind kind, int keySize, Form form, String expected) {
    AttentionSpec attention = new AttentionSpec(kind, 4, keySize, Keys.CAUSAL, Scale.BY_KIND, form);
    ModelSpec model =
        new ModelSpec(
            depth, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, INIT);
    assertThat(names(SublayerList.of(model, new Dynamics(10, 50, 1)))).containsOnly(expected);
  }

  @ParameterizedTest
  @CsvSource({"40, 4, 0, true", "40, 1, 0, true", "0, 1, 0, false", "40, 4, 10, false"})
  void featuresAreReadWhereThatIsCheaperAndNoTokenIsClipped(
      int embedding, int widening, double clip, boolean features) {
    MlpSpec mlp = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, true, widening);
    ModelSpec model = model(1, true, Kind.LINEAR, mlp, NormPlace.NONE, embedding, clip);
    assertThat(readsFeatures(model, new Sine(10))).isEqualTo(features);
  }

  @ParameterizedTest
  @CsvSource({"SOFTMAX, 1, NONE", "LINEAR, 2, NONE", "LINEAR, 1, EVERY_LAYER"})
  void featuresAreReadByOneLayerOfLinearAttentionRightBehind(Kind kind, int depth, NormPlace norm) {
    MlpSpec mlp = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, true, 4);
    assertThat(readsFeatures(model(depth, true, kind, mlp, norm, 40, 0), new Sine(10))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void architecturesReadWhatTheyAreNamedFor(Architecture architecture) {
    assertThat(readsFeatures(architecture.model(), architecture.task()))
        .isEqualTo(architecture.name().startsWith("features"));
  }

  /** Tokens of regression in two dimensions have three features. */
  @ParameterizedTest
  @CsvSource({"4, EmbeddedPerceptron", "3, Embedding", "2, Embedding"})
  void aPerceptronReadsNarrowTokensThroughTheEmbedding(int embedding, String first) {
    MlpSpec mlp = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, true, 4);
    ModelSpec model = model(2, false, Kind.SOFTMAX, mlp, NormPlace.NONE, embedding, 0);
    assertThat(names(SublayerList.of(model, TASK))).startsWith(first);
  }

  @Test
  void aNormThatStandsNowhereKeepsLayersTokenByToken() {
    AttentionSpec manyHeads = AttentionSpec.linear(40, 0);
    LinearRegression task = new LinearRegression(10, 200, 0.5, 1);
    for (NormPlace norm : NormPlace.values()) {
      ModelSpec model =
          new ModelSpec(1, false, manyHeads, MlpSpec.NONE, norm, 0, 0, 1, Update.TOKEN, 0, INIT);
      assertThat(names(SublayerList.of(model, task)).contains("Gram"))
          .isEqualTo(norm == NormPlace.NONE);
    }
  }

  private static boolean readsFeatures(ModelSpec model, TaskSpec task) {
    return SublayerList.of(model, task).sublayers().get(0) instanceof FeatureSublayer;
  }

  private static List<String> names(SublayerList list) {
    return list.sublayers().stream()
        .map(each -> each.getClass().getSimpleName().replace("Sublayer", ""))
        .toList();
  }

  private static String name(ParameterSlice slice) {
    return slice.layer() + " " + slice.name();
  }

  private static ModelSpec model(
      int depth, boolean tied, Kind kind, MlpSpec mlp, NormPlace norm, int embedding, double clip) {
    AttentionSpec attention = new AttentionSpec(kind, 1, 0, Keys.CONTEXT, Scale.BY_KIND, Form.AUTO);
    return new ModelSpec(
        depth, tied, attention, mlp, norm, embedding, 0, 1, Update.TOKEN, clip, INIT);
  }
}
