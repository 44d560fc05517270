package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The count of a model's arithmetic, and the choice of form that follows from it. */
class ModelCostTest {

  private static final Initialisation INIT =
      new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.05);

  @Test
  void oneLayerOfTenPairsCostsItsReadOut() {
    ModelCost cost = ModelCost.of(linear(1, 1, Form.TOKENS), new LinearRegression(10, 10, 0.5, 1));
    // width 11, 10 keys: query, scores, mix, read-out; then mix, scores, query, two sums
    assertThat(cost.forward()).isEqualTo(121 + 2 * 110 + 11);
    assertThat(cost.backward()).isEqualTo(11 + 2 * 110 + 121 + 11);
    assertThat(cost.elementwise()).isZero();
  }

  @Test
  void gramFormsCostDoesNotGrowWithTheContextBeyondItsGramMatrix() {
    double short10 = gram(10);
    double long1000 = gram(1000);
    assertThat(long1000 - short10).isEqualTo(990 * 121);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 10, TOKENS",
    "1, 1, 1000, TOKENS",
    "2, 1, 5, TOKENS",
    "2, 1, 40, GRAM",
    "5, 3, 20, GRAM"
  })
  void theCheaperFormIsTaken(int depth, int heads, int context, Form form) {
    ModelSpec spec = linear(depth, heads, Form.AUTO);
    LinearRegression task = new LinearRegression(10, context, 0.5, 1);
    assertThat(ModelCost.form(spec, task)).isEqualTo(form);
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
    assertThatThrownBy(() -> new AttentionSpec(Kind.LINEAR, 1, 0, Keys.ALL, Scale.NONE, Form.GRAM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the Gram form is for keys from the context, but keys are all");
    assertThatThrownBy(() -> ModelSpec.requireForm(Form.GRAM, MlpSpec.NONE, NormPlace.NONE, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Gram form needs layers that move all tokens by one linear map, but tokens are"
                + " clipped one by one");
  }

  private static double gram(int context) {
    LinearRegression task = new LinearRegression(10, context, 0.5, 1);
    return ModelCost.of(linear(3, 2, Form.GRAM), task).multiplyAdds();
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
