package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.CausalCost;
import org.iclsweep.layer.CausalForm;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.UnitVectors;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.junit.jupiter.api.Test;

/** The count of a model's arithmetic. */
class ModelCostTest {

  private static final Initialisation INIT =
      new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.05);

  private static final LinearRegression FIVE = new LinearRegression(5, 20, 1, 1);

  @Test
  void oneLayerOfTenPairsCostsItsReadOut() {
    ModelCost cost = ModelCost.of(linear(1, 1, Form.TOKENS), new LinearRegression(10, 10, 0.5, 1));
    // width 11, 10 keys: query, scores, mix, read-out; then mix, scores, query, two sums
    assertThat(cost.forward()).isEqualTo(121 + 2 * 110 + 11);
    assertThat(cost.backward()).isEqualTo(11 + 2 * 110 + 121 + 11);
    assertThat(cost.elementwise()).isZero();
  }

  /** Of each score the maximum and its slope, then a product with the slope. */
  @Test
  void reluTakesFiveOperationsAScoreAndAsManyMultiplyAddsAsLinearAttention() {
    LinearRegression task = new LinearRegression(10, 10, 0.5, 1);
    AttentionSpec attention =
        new AttentionSpec(Kind.RELU, 3, 0, Keys.CONTEXT, Scale.BY_KIND, Form.AUTO);
    ModelSpec spec =
        new ModelSpec(
            2, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, INIT);
    ModelCost cost = ModelCost.of(spec, task);
    assertThat(cost.multiplyAdds())
        .isEqualTo(ModelCost.of(linear(2, 3, Form.TOKENS), task).multiplyAdds());
    assertThat(cost.elementwise()).isEqualTo(5 * 3 * (11 + 1) * 10);
  }

  /** Scores are of the query, too; mixes, and their three products backward, are as before. */
  @Test
  void queryThatIsOnlyScoredIsPaidWithScores() {
    LinearRegression task = new LinearRegression(10, 10, 0.5, 1);
    ModelCost cost = ModelCost.of(softmax(Keys.SCORED), task);
    ModelCost without = ModelCost.of(softmax(Keys.CONTEXT), task);
    double looks = 3 * (11 + 1);
    assertThat(cost.elementwise() - without.elementwise()).isEqualTo(21 * looks);
    // forward S and backward dq of both layers, backward dn of the last one, which has one row
    assertThat(cost.multiplyAdds() - without.multiplyAdds()).isEqualTo((2 * looks + 3) * 11);
  }

  private static ModelSpec softmax(Keys keys) {
    AttentionSpec attention = new AttentionSpec(Kind.SOFTMAX, 3, 0, keys, Scale.NONE, Form.AUTO);
    return new ModelSpec(
        2, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, INIT);
  }

  @Test
  void gramFormsCostDoesNotGrowWithTheContextBeyondItsGramMatrix() {
    double short10 = gram(10);
    double long1000 = gram(1000);
    assertThat(long1000 - short10).isEqualTo(990 * 121);
  }

  @Test
  void aPerceptronsOuterMapIsPaidForItsReadersNotForEveryToken() {
    MlpSpec mlp = new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.GELU, true, 4);
    ModelCost cost = ModelCost.of(embedded(40, mlp, 0), new Sine(10));
    // 11 tokens, width 40, 160 units of token and 1: 163 features, of which 2 readers read 10 keys
    double units = 11 * 3 * 160;
    double map = 163 * 40;
    double readings = 2 * 10 * 163;
    // units, query, who it looks for, its map, readings, read-out
    assertThat(cost.forward()).isEqualTo(units + map + 1600 + map + readings + 10);
    // two sums of each map, both ways of the look, readings, the units of keys and query
    assertThat(cost.backward())
        .isEqualTo(
            units + map + 1600 + map + 1600 + map + 2 * 10 + readings + 2 * 10 * 160 + 160 * 40);
    assertThat(cost.elementwise()).isEqualTo(28 * 11 * 160);
  }

  /** Nine tokens: a strip of eight that looks at eight, and one that looks at all. */
  @Test
  void causalFactorsCostTheirMapsScoresAndMixes() {
    AttentionSpec attention =
        new AttentionSpec(Kind.SOFTMAX, 2, 5, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    ModelSpec spec =
        new ModelSpec(
            2, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, INIT);
    ModelCost cost = ModelCost.of(spec, new Dynamics(5, 9, 1));
    double map = 9 * 20 * 10;
    double read = 9 * 5 * 10;
    double scored = (64 + 9) * 10;
    // queries, keys, values and projection, which of the last layer is of what is read
    assertThat(cost.forward()).isEqualTo(6 * map + map + read + 2 * (scored + 45 * 10));
    // weights' gradients of both, inputs' of the second one, mixes' of both
    assertThat(cost.backward()).isEqualTo(6 * map + 3 * map + 2 * (map + read) + 2 * 4 * scored);
    assertThat(cost.elementwise()).isEqualTo(21 * 2 * 2 * (64 + 9));
  }

  /** Of 21 tokens the last one looks alone: it has no use for queries of the others. */
  @Test
  void aTokenThatIsReadAloneLooksAlone() {
    LinearRegression task = new LinearRegression(39, 20, 1, 1);
    AttentionSpec attention =
        new AttentionSpec(Kind.SOFTMAX, 2, 5, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    ModelSpec spec =
        new ModelSpec(1, false, attention, 0, INIT)
            .withCausal(CausalSpec.PLAIN.with(CausalSpec.QkNorm.ALL));
    ModelCost cost = ModelCost.of(spec, task);
    double maps = (1 + 2 * 21) * 40 * 10;
    double scored = 21 * 10;
    assertThat(cost.forward()).isEqualTo(maps + 10 + 2 * scored);
    assertThat(cost.backward()).isEqualTo(maps + 2 * 10 + 4 * scored);
    // scores of both heads; the length of a query and of 21 keys, of ten features
    assertThat(cost.elementwise()).isEqualTo(21 * 2 * 21 + UnitVectors.OPERATIONS * (1 + 21) * 10);
  }

  /** Whether its form is by strips or by sums, as linear attention, and the inverse on top. */
  @Test
  void aMesaLayerCostsLinearAttentionAndTheQueriesThatItSolvesFor() {
    for (int tokens : new int[] {9, 43}) {
      Dynamics task = new Dynamics(5, tokens, 1);
      ModelCost mesa = ModelCost.of(causal(Kind.MESA), task);
      ModelCost linear = ModelCost.of(causal(Kind.LINEAR), task);
      // two layers of two heads with five features each
      double solved = 2 * 2 * tokens;
      assertThat(mesa.forward() - linear.forward()).isEqualTo(solved * (2.5 * 25 + 7 * 5));
      assertThat(mesa.backward() - linear.backward()).isEqualTo(solved * (3.5 * 25 + 4 * 5));
      assertThat(mesa.elementwise()).isZero();
    }
    // all tokens are solved for, though one is read alone
    ModelCost query = ModelCost.of(causal(Kind.MESA), FIVE);
    ModelCost linear = ModelCost.of(causal(Kind.LINEAR), FIVE);
    assertThat(query.forward() - linear.forward()).isEqualTo(2.0 * 2 * 21 * (2.5 * 25 + 7 * 5));
  }

  /** By strips, be they ever so long; each score and its gradient times a power of γ. */
  @Test
  void whatForgetsGoesByStrips() {
    Dynamics task = new Dynamics(5, 43, 1);
    MesaSpec fixed = new MesaSpec(MesaSpec.DEFAULT.lambda(), MesaSpec.Factor.fixed(0.9));
    ModelCost forgetting = ModelCost.of(causal(Kind.MESA, fixed), task);
    ModelCost mesa = ModelCost.of(causal(Kind.MESA), task);
    double scored = 8 * (8 + 16 + 24 + 32 + 40) + 3 * 43;
    assertThat(forgetting.elementwise()).isEqualTo(2 * 2 * 2 * scored);
    CausalCost strips = CausalForm.STRIPS.cost(43, 43, 5);
    CausalCost sums = CausalForm.PREFIX.cost(43, 43, 5);
    assertThat(forgetting.multiplyAdds() - mesa.multiplyAdds())
        .isEqualTo(2 * 2 * (strips.multiplyAdds() - sums.multiplyAdds()))
        .isPositive();
  }

  private static ModelSpec causal(Kind kind) {
    return causal(kind, MesaSpec.DEFAULT);
  }

  private static ModelSpec causal(Kind kind, MesaSpec mesa) {
    AttentionSpec attention =
        new AttentionSpec(
            kind, 2, 5, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO, WeightsSpec.FACTORED, mesa);
    return new ModelSpec(
        2, false, attention, MlpSpec.NONE, NormPlace.NONE, 40, 0, 1, Update.TOKEN, 0, INIT);
  }

  @Test
  void formsAgreeUpToRounding() {
    LinearRegression task = new LinearRegression(7, 23, 0.5, 1);
    Network tokens = new Network(linear(3, 2, Form.TOKENS), task);
    Network gram = new Network(linear(3, 2, Form.GRAM), task);
    for (Network network : new Network[] {tokens, gram}) {
      Initialiser.initialise(network, 3);
      task.sampler(network.block()).draw(1, Stream.TRAIN, 0, 0);
      network.forward();
    }
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double expected = tokens.output().get(0, 0, lane);
      // sums of some hundreds of terms of order 1 in float
      assertThat((double) gram.output().get(0, 0, lane)).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void gramFormIsRefusedWhereTokensDoNotMoveByOneLinearMap() {
    assertThatThrownBy(
            () -> new AttentionSpec(Kind.SOFTMAX, 1, 0, Keys.CONTEXT, Scale.NONE, Form.GRAM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Gram form is of linear attention, but attention is softmax: its scores go through"
                + " a softmax token by token");
    assertThatThrownBy(
            () -> new AttentionSpec(Kind.RELU, 1, 0, Keys.CONTEXT, Scale.NONE, Form.GRAM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Gram form is of linear attention, but attention is relu: its scores go through"
                + " a ReLU token by token");
    assertThatThrownBy(() -> new AttentionSpec(Kind.LINEAR, 1, 0, Keys.ALL, Scale.NONE, Form.GRAM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the Gram form is for keys from the context, but keys are all");
    assertThatThrownBy(() -> ModelSpec.requireForm(Form.GRAM, MlpSpec.NONE, NormPlace.NONE, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Gram form needs layers that move all tokens by one linear map, but tokens are"
                + " clipped one by one");
  }

  /**
   * Five inputs: C and V; the first layer with T and C', the second without, the third's answers.
   */
  @Test
  void blocksCostWhatIsReadOfThem() {
    ModelCost blocks = ModelCost.of(merged(3, 1, Pattern.BLOCKS), FIVE);
    assertThat(blocks.forward())
        .isEqualTo(20 * 30 + (30 + 25 + 2 * 125 + 50 + 2 * 125) + (30 + 25 + 3 * 50) + 30);
    assertThat(blocks.backward())
        .isEqualTo((30 + 25 + 3 * 125 + 100 + 125) + (60 + 50 + 6 * 50) + 60);

    double middle = 30 + 25 + 2 * 125 + 50 + 2 * 125 + (60 + 50 + 4 * 125 + 100 + 3 * 125);
    assertThat(ModelCost.of(merged(4, 1, Pattern.BLOCKS), FIVE).multiplyAdds())
        .isEqualTo(blocks.multiplyAdds() + middle);
  }

  @Test
  void sparseLayersCostTwoProductsWithVectorsWhateverTheHeads() {
    for (int heads : new int[] {1, 3}) {
      ModelCost sparse = ModelCost.of(merged(3, heads, Pattern.SPARSE), FIVE);
      assertThat(sparse.forward()).isEqualTo(20 * 30 + 2 * (30 + 25) + 30);
      assertThat(sparse.backward()).isEqualTo((30 + 25) + (60 + 25) + 60);
      ModelCost one = ModelCost.of(merged(1, heads, Pattern.SPARSE), FIVE);
      assertThat(one.multiplyAdds()).isEqualTo(20 * 5 + 30 + 30);
    }
  }

  private static ModelSpec merged(int depth, int heads, Pattern pattern) {
    return Architectures.merged(depth, false, heads, Form.AUTO, pattern, false).model();
  }

  private static double gram(int context) {
    LinearRegression task = new LinearRegression(10, context, 0.5, 1);
    return ModelCost.of(linear(3, 2, Form.GRAM), task).multiplyAdds();
  }

  private static ModelSpec embedded(int embedding, MlpSpec mlp, double clip) {
    return new ModelSpec(
        1,
        true,
        AttentionSpec.linear(1, 0),
        mlp,
        NormPlace.NONE,
        embedding,
        0,
        1,
        Update.TOKEN,
        clip,
        INIT);
  }

  private static ModelSpec linear(int depth, int heads, Form form) {
    return new ModelSpec(
        depth,
        false,
        new AttentionSpec(Kind.LINEAR, heads, 0, Keys.CONTEXT, Scale.BY_KIND, form),
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        1,
        Update.TOKEN,
        0,
        INIT);
  }
}
