package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.TaskSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamsTest {

  static Stream<Architecture> sequences() {
    return Architectures.all().filter(each -> each.task().inContext().isEmpty());
  }

  /** Of every layer, all features of all tokens, also of the last. */
  @ParameterizedTest
  @MethodSource("sequences")
  void areThoseOfTheDefinitions(Architecture architecture) {
    Network network = NetworkTest.network(architecture);
    NetworkTest.draw(network, architecture.task());
    DoubleNetwork reference = new DoubleNetwork(network);
    Streams streams = network.streams();
    streams.prepare();
    streams.forward();
    assertThat(streams.layers()).isEqualTo(architecture.model().depth());
    for (int l = 0; l <= streams.layers(); l++) {
      for (int lane : new int[] {0, 13}) {
        double[][] expected = reference.stream(NetworkTest.tokens(network, lane), l);
        LaneMatrix stream = streams.behind(l);
        assertThat(stream.rows()).isEqualTo(expected.length);
        assertThat(stream.cols()).isEqualTo(expected[0].length);
        for (int t = 0; t < expected.length; t++) {
          for (int c = 0; c < expected[t].length; c++) {
            double scale = 1 + Math.abs(expected[t][c]);
            // some hundred roundings of single precision, of sums that hardly cancel
            assertThat((double) stream.get(t, c, lane))
                .as("layer %d, token %d, channel %d", l, t, c)
                .isCloseTo(expected[t][c], within(1e-5 * scale));
          }
        }
      }
    }
  }

  /** They run as the network's own layers do, to the bit. */
  @ParameterizedTest
  @MethodSource("sequences")
  void endWithTheAnswers(Architecture architecture) {
    Network network = NetworkTest.network(architecture);
    NetworkTest.draw(network, architecture.task());
    network.forward();
    Streams streams = network.streams();
    streams.prepare();
    streams.forward();
    LaneMatrix read = network.readOut().of(streams.behind(streams.layers()));
    for (int t = 0; t < read.rows(); t++) {
      for (int c = 0; c < read.cols(); c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          assertThat(read.get(t, c, lane)).isEqualTo(network.output().get(t, c, lane));
        }
      }
    }
  }

  @Test
  void sharesAreOfQueriesAndKeys() {
    Network merged = new Network(Architectures.plain(1, false, 1).model(), task());
    assertThatThrownBy(() -> merged.firstLayer().shares())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no layer looks by queries and keys of its own");
  }

  private static TaskSpec task() {
    return Architectures.plain(1, false, 1).task();
  }
}
