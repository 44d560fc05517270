package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;

/** A perceptron in the place of inputs, on its own. */
class InputMapTest {

  private static final Architecture MAP =
      Architectures.all().filter(each -> each.name().equals("map, gram")).findFirst().orElseThrow();
  private static final double STEP = 1e-5;

  private final Network network = new Network(MAP.model(), MAP.task());
  private final Stack map = network.firstLayers(0);
  private final LaneMatrix tokens = network.block().tokens();

  InputMapTest() {
    Initialiser.initialise(network, 3);
    MAP.task().sampler(network.block()).draw(5, Stream.TRAIN, 1, 0);
    map.prepare();
    map.forward();
  }

  private double[][] tokens(int lane) {
    double[][] values = new double[tokens.rows()][tokens.cols()];
    for (int t = 0; t < values.length; t++) {
      for (int c = 0; c < values[t].length; c++) {
        values[t][c] = tokens.get(t, c, lane);
      }
    }
    return values;
  }

  @Test
  void inputsAreMappedAndLabelsStay() {
    int label = tokens.cols() - 1;
    for (int lane = 0; lane < LaneMatrix.LANES; lane += 5) {
      double[][] expected = new DoubleNetwork(network).stream(tokens(lane), 0);
      for (int t = 0; t < tokens.rows(); t++) {
        assertThat(map.output().get(t, label, lane)).isEqualTo(tokens.get(t, label, lane));
        for (int c = 0; c < label; c++) {
          assertThat((double) map.output().get(t, c, lane)).isCloseTo(expected[t][c], within(1e-5));
        }
      }
    }
  }

  /** Of Σ (t + 2 c + 1) out[t,c], by central differences in double; a label's is its own factor. */
  @Test
  void gradientByTokensIsThatOfCentralDifferences() {
    int lane = 3;
    for (int t = 0; t < tokens.rows(); t++) {
      for (int c = 0; c < tokens.cols(); c++) {
        map.outputGradient().set(t, c, lane, t + 2 * c + 1);
      }
    }
    map.inputBackward();
    for (int t = 0; t < tokens.rows(); t++) {
      for (int c = 0; c < tokens.cols(); c++) {
        assertThat((double) map.inputGradient().get(t, c, lane))
            .isCloseTo((sum(lane, t, c, STEP) - sum(lane, t, c, -STEP)) / (2 * STEP), within(1e-4));
      }
    }
  }

  private double sum(int lane, int token, int feature, double change) {
    double[][] changed = tokens(lane);
    changed[token][feature] += change;
    double[][] out = new DoubleNetwork(network).stream(changed, 0);
    double sum = 0;
    for (int t = 0; t < out.length; t++) {
      for (int c = 0; c < out[t].length; c++) {
        sum += (t + 2 * c + 1) * out[t][c];
      }
    }
    return sum;
  }
}
