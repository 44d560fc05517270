package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.iclsweep.model.CausalSpec.Answer;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.SequenceTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sequences of bare observations need of a model. */
class RawTest {

  private static final Dynamics TASK = new Dynamics(3, 7, 5).withTokens(SequenceTokens.RAW);
  private static final CausalSpec READ_OUT = new CausalSpec(Answer.LINEAR);

  static Stream<Architecture> raw() {
    return Architectures.raw();
  }

  @ParameterizedTest
  @MethodSource("raw")
  void answersAreThoseOfTheDefinition(Architecture architecture) {
    new NetworkTest().outputIsThatOfTheDefinition(architecture);
  }

  @ParameterizedTest
  @MethodSource("raw")
  void gradientsAreThoseOfCentralDifferencesInDouble(Architecture architecture) {
    new NetworkTest().gradientIsThatOfCentralDifferencesInDouble(architecture);
  }

  private static ModelSpec model(int embedding, CausalSpec causal) {
    AttentionSpec attention =
        new AttentionSpec(
            AttentionSpec.Kind.SOFTMAX,
            2,
            5,
            AttentionSpec.Keys.CAUSAL,
            AttentionSpec.Scale.BY_KIND,
            AttentionSpec.Form.AUTO);
    return new ModelSpec(
            2,
            false,
            attention,
            MlpSpec.NONE,
            NormPlace.NONE,
            embedding,
            0,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1))
        .withCausal(causal);
  }

  /** All features of the last layer are read, and the map of each token. */
  @Test
  void aReadOutIsAMapBehindAllLayers() {
    Network network = new Network(model(11, READ_OUT), TASK);
    ParameterSlice last = network.slices().get(network.slices().size() - 1);
    assertThat(last.name()).isEqualTo("read-out");
    assertThat(last.isOfLayer()).isFalse();
    assertThat(last.rows()).isEqualTo(11);
    assertThat(last.cols()).isEqualTo(3);
    assertThat(network.firstLayers(1).output().cols()).isEqualTo(11);
    Network slot = new Network(model(11, CausalSpec.PLAIN), TASK);
    assertThat(network.parameters()).hasSize(slot.parameters().length + 33);
    ModelCost cost = ModelCost.of(model(11, READ_OUT), TASK);
    ModelCost slots = ModelCost.of(model(11, CausalSpec.PLAIN), TASK);
    // the map itself, and 8 features more of the last projection
    assertThat(cost.forward() - slots.forward()).isEqualTo(7 * 33 + 7 * 8 * 10);
    assertThat(cost.backward() - slots.backward()).isEqualTo(2 * (7 * 33 + 7 * 8 * 10));
  }

  @Test
  void anEmbeddingMayBeNarrowerThanAnAnswerThatIsAMapOfIt() {
    new Network(model(2, READ_OUT), TASK);
    assertThatThrownBy(() -> new Network(model(2, CausalSpec.PLAIN), TASK))
        .hasMessage("answers have 3 features, but tokens are embedded to 2");
  }

  @Test
  void whatIsOfSequencesIsRefusedWhereThereIsAQuery() {
    assertThatThrownBy(() -> new Network(model(11, READ_OUT), new LinearRegression(2, 3, 1, 1)))
        .hasMessage(
            "sequences with an answer at every token have CausalSpec[answer=LINEAR], but this task"
                + " has a query");
  }
}
