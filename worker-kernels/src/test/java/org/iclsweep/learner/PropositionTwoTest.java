package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.DoubleNetwork;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.ParameterSlice;
import org.iclsweep.model.Update;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Sine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proposition 2: behind a perceptron, layers of linear attention are steps of gradient descent on
 * its features, whatever its weights: the kernel is k(x, x') = m(x)·m(x').
 *
 * <p>m has all features of the perceptron but the last, which holds the labels; what it holds of
 * the query is where the prediction starts.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), proposition 2</a>
 */
class PropositionTwoTest {

  private static final int WIDTH = 7;
  private static final int CONTEXT = 11;
  private static final int STEPS = 3;

  /** A power of two, so that it is the same in float and double. */
  private static final double STEP = 1.0 / 64;

  @ParameterizedTest
  @EnumSource(Nonlinearity.class)
  void layersBehindAPerceptronDescendOnItsFeatures(Nonlinearity nonlinearity) {
    Sine task = new Sine(CONTEXT);
    Network network = new Network(model(nonlinearity), task);
    drawParameters(network);
    List<Double> rates = Collections.nCopies(STEPS, STEP * CONTEXT);
    Construction.write(network, rates, List.of(), CONTEXT);
    DoubleNetwork exact = new DoubleNetwork(network);
    DoubleNetwork withoutAttention = withoutAttention(network);
    task.sampler(network.block()).draw(3, Stream.EVAL, 0, 0);
    network.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double[][] tokens = tokens(network.block().tokens(), lane);
      double expected = descend(withoutAttention.stream(tokens));
      assertThat(exact.output(tokens)).isCloseTo(expected, within(1e-10));
      // some tens of chained float operations on values of order 1
      assertThat((double) network.output().get(0, 0, lane))
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
  }

  /** What is left in the query's label feature: -ŷ. */
  private static double descend(double[][] stream) {
    double[][] features =
        Arrays.stream(stream).map(e -> Arrays.copyOf(e, WIDTH - 1)).toArray(double[][]::new);
    double[][] labels =
        Arrays.stream(stream).map(e -> new double[] {e[WIDTH - 1]}).toArray(double[][]::new);
    double[][] weights =
        Descent.weights(features, labels, new double[1][WIDTH - 1], STEPS, STEP * CONTEXT);
    return labels[CONTEXT][0] - AttentionMatrices.dot(weights[0], features[CONTEXT]);
  }

  private static ModelSpec model(Nonlinearity nonlinearity) {
    return new ModelSpec(
        STEPS,
        false,
        AttentionSpec.linear(1, 0),
        new MlpSpec(MlpSpec.Place.BEFORE, nonlinearity, true, 3),
        NormPlace.NONE,
        WIDTH,
        0,
        1,
        Update.TOKEN,
        0,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 1));
  }

  /** Biases too. */
  private static void drawParameters(Network network) {
    Random random = new Random(5);
    for (int k = 0; k < network.parameters().length; k++) {
      network.parameters()[k] = (float) (0.3 * random.nextGaussian());
    }
  }

  private static DoubleNetwork withoutAttention(Network network) {
    DoubleNetwork without = new DoubleNetwork(network);
    for (ParameterSlice slice : network.slices()) {
      if (slice.name().equals("projection")) {
        Arrays.fill(without.parameters(), slice.offset(), slice.offset() + slice.count(), 0);
      }
    }
    return without;
  }

  private static double[][] tokens(LaneMatrix tokens, int lane) {
    return AttentionMatrices.matrix(tokens.rows(), tokens.cols(), (t, i) -> tokens.get(t, i, lane));
  }
}
