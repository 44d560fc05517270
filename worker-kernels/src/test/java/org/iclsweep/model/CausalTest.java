package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention to a token itself and those before it, with an answer at every position. */
class CausalTest {

  private static final Initialisation INIT =
      new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1);

  static Stream<Architecture> sequences() {
    return Stream.concat(
        Architectures.all().filter(each -> each.task().inContext().isEmpty()), Architectures.raw());
  }

  /** NaN would show through a weight of 0, too. */
  @ParameterizedTest
  @MethodSource("sequences")
  void laterTokensHaveNoEffectOnAnyBit(Architecture architecture) {
    Network network = NetworkTest.network(architecture);
    NetworkTest.draw(network, architecture.task());
    network.forward();
    float[] before = floats(network.output());
    LaneMatrix tokens = network.block().tokens();
    int seen = tokens.rows() / 2 + 1;
    int answered = seen * network.output().cols() * LaneMatrix.LANES;
    for (float later : new float[] {-1.7f, 1e30f, Float.NaN}) {
      for (int t = seen; t < tokens.rows(); t++) {
        for (int c = 0; c < tokens.cols(); c++) {
          for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
            tokens.set(t, c, lane, later);
          }
        }
      }
      network.forward();
      float[] after = floats(network.output());
      for (int k = 0; k < answered; k++) {
        assertThat(Float.floatToRawIntBits(after[k])).isEqualTo(Float.floatToRawIntBits(before[k]));
      }
      assertThat(Arrays.copyOfRange(after, answered, after.length))
          .isNotEqualTo(Arrays.copyOfRange(before, answered, before.length));
    }
  }

  private static float[] floats(LaneMatrix matrix) {
    float[] floats = new float[matrix.rows() * matrix.cols() * LaneMatrix.LANES];
    matrix.copyTo(floats, 0);
    return floats;
  }

  @Test
  void modelsThatCannotBeReadAreRefused() {
    Dynamics task = new Dynamics(5, 4, 1);
    assertThatThrownBy(() -> new Network(model(1, Keys.ALL, Form.AUTO), task))
        .hasMessage("every token has an answer, which later ones hold, so keys must be causal");
    assertThatThrownBy(() -> ModelSpec.requireUpdate(Update.LABEL, task))
        .hasMessage("tokens of this task have no label that is updated alone");
    assertThatThrownBy(() -> ModelSpec.requireWidth(3, CausalSpec.PLAIN, task))
        .hasMessage("answers have 5 features, but tokens are embedded to 3");
    assertThatThrownBy(() -> model(1, Keys.CAUSAL, Form.GRAM))
        .hasMessageContaining("the Gram form is for keys from the context, but keys are causal");
    assertThatThrownBy(
            () -> new AttentionSpec(Kind.LINEAR, 1, 0, Keys.CAUSAL, Scale.INVERSE_KEYS, Form.AUTO))
        .hasMessageContaining("causal keys are more for later ones");
    new Network(model(1, Keys.CAUSAL, Form.AUTO), new LinearRegression(2, 3, 1, 1));
  }

  private static ModelSpec model(int depth, Keys keys, Form form) {
    AttentionSpec attention = new AttentionSpec(Kind.LINEAR, 1, 0, keys, Scale.BY_KIND, form);
    return new ModelSpec(
        depth, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, INIT);
  }
}
