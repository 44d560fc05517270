package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first layers of every architecture that has more than one, against {@link DoubleNetwork}. */
class FirstLayersTest {

  static Stream<Architecture> deep() {
    return Architectures.all().filter(each -> each.model().depth() > 1);
  }

  static Stream<Architecture> all() {
    return Architectures.all();
  }

  @ParameterizedTest
  @MethodSource("deep")
  void oneLayerPutsOutAllTokensWhateverTheForm(Architecture architecture) {
    outputIsThatOfTheDefinition(architecture, 1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void noLayerIsWhatComesBeforeAttention(Architecture architecture) {
    outputIsThatOfTheDefinition(architecture, 0);
  }

  private static void outputIsThatOfTheDefinition(Architecture architecture, int count) {
    Network network = NetworkTest.network(architecture);
    Stack layers = prepared(network, count);
    NetworkTest.draw(network, architecture.task());
    layers.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane += 7) {
      double[][] tokens = NetworkTest.tokens(network, lane);
      double[][] expected = new DoubleNetwork(network).stream(tokens, count);
      assertThat(layers.output().rows()).isEqualTo(expected.length);
      for (int t = 0; t < expected.length; t++) {
        for (int c = 0; c < expected[t].length; c++) {
          // some tens of chained float operations on values of order 1
          assertThat((double) layers.output().get(t, c, lane))
              .isCloseTo(expected[t][c], within(1e-5 * Math.max(1, Math.abs(expected[t][c]))));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("deep")
  void inputGradientIsThatOfCentralDifferencesInDouble(Architecture architecture) {
    Network network = NetworkTest.network(architecture);
    Stack layers = prepared(network, 1);
    NetworkTest.draw(network, architecture.task());
    layers.forward();
    int looked = 2;
    layers.outputGradient().clear();
    layers.outputGradient().row(looked).copyFrom(LaneMatrix.ones(1, layers.output().cols()));
    layers.inputBackward();
    DoubleNetwork reference = new DoubleNetwork(network);
    int lane = 9;
    double[][] tokens = NetworkTest.tokens(network, lane);
    for (int t = 0; t < tokens.length; t++) {
      for (int c = 0; c < tokens[t].length; c++) {
        double kept = tokens[t][c];
        tokens[t][c] = kept + 1e-6;
        double above = sum(reference.stream(tokens, 1)[looked]);
        tokens[t][c] = kept - 1e-6;
        double below = sum(reference.stream(tokens, 1)[looked]);
        tokens[t][c] = kept;
        double expected = (above - below) / 2e-6;
        assertThat((double) layers.inputGradient().get(t, c, lane))
            .as("token %d, feature %d", t, c)
            .isCloseTo(expected, within(2e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @Test
  void theNetworkItselfIsLeftAsItIs() {
    Architecture architecture = Architectures.plain(3, false, 2);
    Network network = NetworkTest.network(architecture);
    NetworkTest.draw(network, architecture.task());
    network.forward();
    float[] gradient = network.gradient().clone();
    float answer = network.output().get(0, 0, 5);
    Stack layers = prepared(network, 2);
    layers.forward();
    layers.outputGradient().copyFrom(layers.output());
    layers.inputBackward();
    network.forward();
    assertThat(network.output().get(0, 0, 5)).isEqualTo(answer);
    assertThat(network.gradient()).isEqualTo(gradient);
  }

  @Test
  void theLastLayerIsNotAmongThem() {
    Network network = NetworkTest.network(Architectures.plain(2, false, 1));
    assertThatThrownBy(() -> network.firstLayers(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count is 2, must be 0 or more and less than the depth of 2");
  }

  private static Stack prepared(Network network, int count) {
    Stack layers = network.firstLayers(count);
    layers.prepare();
    return layers;
  }

  private static double sum(double[] token) {
    double sum = 0;
    for (double each : token) {
      sum += each;
    }
    return sum;
  }
}
