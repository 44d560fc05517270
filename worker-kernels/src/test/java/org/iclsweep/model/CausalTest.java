package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
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

  private static final double[][] S1 = {{1, 0}, {0.6, 0.8}, {-0.28, 0.96}, {-0.936, 0.352}};
  private static final double[][] S2 = {{1, -0.5}, {0.25, 1}, {-0.75, 0.5}, {0.5, 0.75}};

  /**
   * Proposition 1 of von Oswald et al. (2023) at η = 0.25: keys are s_{t-1}, queries and values
   * s_t; one layer is a step of gradient descent on the transitions so far. By hand from the
   * definition, in rationals.
   */
  @Test
  void constructedWeightsAreOneStepOfGradientDescentAtEveryPosition() {
    assertAnswers(S1, new double[][] {{0, 0}, {0.09, 0.12}, {-0.084, 0.088}, {-0.2612, -0.2016}});
    assertAnswers(
        S2,
        new double[][] {
          {0, 0}, {-0.015625, -0.0625}, {-0.12109375, -0.2109375}, {-0.15625, 0.140625}
        });
  }

  private static void assertAnswers(double[][] states, double[][] expected) {
    Network network = new Network(model(1, Keys.CAUSAL, Form.AUTO), new Dynamics(2, 4, 1));
    AttentionWeights weights = network.weights().get(0);
    for (int i = 0; i < 2; i++) {
      weights.weight(Name.KEY, 0).set(6 + i, i, 1);
      weights.weight(Name.QUERY, 0).set(4 + i, i, 1);
      weights.weight(Name.VALUE, 0).set(2 + i, i, 1);
      weights.weight(Name.PROJECTION, 0).set(i, i, 0.25f);
      for (int t = 0; t < 4; t++) {
        float past = t == 0 ? 0 : (float) states[t - 1][i];
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          network.block().tokens().set(t, 2 + i, lane, (float) states[t][i]);
          network.block().tokens().set(t, 4 + i, lane, (float) states[t][i]);
          network.block().tokens().set(t, 6 + i, lane, past);
        }
      }
    }
    network.prepare();
    network.forward();
    for (int t = 0; t < 4; t++) {
      for (int i = 0; i < 2; i++) {
        assertThat((double) network.output().get(t, i, 3)).isCloseTo(expected[t][i], within(1e-6));
      }
    }
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
