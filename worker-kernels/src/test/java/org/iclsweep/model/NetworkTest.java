package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The network against {@link DoubleNetwork}; every size is a prime of its own, so no swapped index
 * passes.
 */
class NetworkTest {

  private static final int DIM = 2;
  private static final int CONTEXT = 5;
  private static final int KEY_SIZE = 7;
  private static final int TASKS = 67;
  private static final LinearRegression TASK = new LinearRegression(DIM, CONTEXT, 0.8, 1.1);

  /** Depth, tied, heads, clip (0 is none; 0.55 clips about a third of the label features). */
  static Stream<Arguments> architectures() {
    return Stream.of(
        Arguments.of(1, true, 1, 0.0),
        Arguments.of(1, false, 3, 0.0),
        Arguments.of(2, true, 1, 0.0),
        Arguments.of(2, false, 3, 0.0),
        Arguments.of(3, true, 2, 0.0),
        Arguments.of(5, false, 1, 0.0),
        Arguments.of(3, false, 2, 0.55));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void outputIsThatOfTheDefinition(int depth, boolean tied, int heads, double clip) {
    Network network = network(depth, tied, heads, clip);
    DoubleNetwork reference = new DoubleNetwork(network);
    TaskSampler sampler = TASK.sampler(network.block());
    sampler.draw(3, org.iclsweep.random.Stream.TRAIN, 1, 0);
    network.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double expected = reference.output(tokens(network, lane));
      // some tens of chained float operations on values of order 1
      assertThat((double) network.output().get(0, 0, lane))
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void gradientIsThatOfCentralDifferencesInDouble(int depth, boolean tied, int heads, double clip) {
    Network network = network(depth, tied, heads, clip);
    BatchGradient batch = new BatchGradient(network, TASK.sampler(network.block()));
    double loss = batch.compute(3, org.iclsweep.random.Stream.TRAIN, 1, 0, TASKS);
    double[][][] tokens = new double[TASKS][][];
    double[] targets = new double[TASKS];
    copyTasks(network, tokens, targets);
    DoubleNetwork reference = new DoubleNetwork(network);
    assertThat(loss).isCloseTo(loss(reference, tokens, targets), within(1e-5));

    double scale = 0;
    for (float g : network.gradient()) {
      scale = Math.max(scale, Math.abs(g));
    }
    assertThat(scale).isGreaterThan(1e-3);
    for (int l = 0; l < network.weights().size(); l++) {
      for (int h = 0; h < heads; h++) {
        for (Name name : Name.values()) {
          double[][] matrix = reference.weight(l, name, h);
          for (int r = 0; r < matrix.length; r++) {
            for (int c = 0; c < matrix[0].length; c++) {
              double expected = difference(reference, matrix, r, c, tokens, targets);
              double actual = network.weights().get(l).gradient(name, h).get(r, c);
              assertThat(actual)
                  .as("layer %d head %d %s [%d, %d]", l, h, name, r, c)
                  .isCloseTo(expected, within(2e-5 * scale));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void querySensitivityIsThatOfCentralDifferencesInDouble(
      int depth, boolean tied, int heads, double clip) {
    Network network = network(depth, tied, heads, clip);
    DoubleNetwork reference = new DoubleNetwork(network);
    TASK.sampler(network.block()).draw(3, org.iclsweep.random.Stream.TRAIN, 1, 0);
    network.forward();
    LaneMatrix sensitivity = network.querySensitivity();
    for (int lane = 0; lane < LaneMatrix.LANES; lane += 7) {
      double[][] tokens = tokens(network, lane);
      for (int i = 0; i < DIM; i++) {
        double[] query = tokens[CONTEXT];
        double kept = query[i];
        query[i] = kept + 1e-6;
        double above = reference.output(tokens);
        query[i] = kept - 1e-6;
        double below = reference.output(tokens);
        query[i] = kept;
        assertThat((double) sensitivity.get(0, i, lane))
            .isCloseTo((above - below) / 2e-6, within(2e-5));
      }
    }
  }

  @Test
  void tiedLayersAreLayersOfEqualWeights() {
    Network tied = network(3, true, 2, 0);
    Network untied = network(3, false, 2, 0);
    for (int l = 0; l < 3; l++) {
      System.arraycopy(
          tied.parameters(),
          0,
          untied.parameters(),
          l * tied.parameters().length,
          tied.parameters().length);
    }
    untied.prepare();
    TASK.sampler(tied.block()).draw(3, org.iclsweep.random.Stream.TRAIN, 1, 0);
    TASK.sampler(untied.block()).draw(3, org.iclsweep.random.Stream.TRAIN, 1, 0);
    tied.forward();
    untied.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      assertThat(untied.output().get(0, 0, lane)).isEqualTo(tied.output().get(0, 0, lane));
    }
  }

  @Test
  void queryIsSeenByNoContextToken() {
    Network network = network(3, false, 2, 0);
    TASK.sampler(network.block()).draw(3, org.iclsweep.random.Stream.TRAIN, 1, 0);
    network.forward();
    float before = network.output().get(0, 0, 0);
    // f is affine in the query where no token is clipped and nothing else looks at it
    LaneMatrix tokens = network.block().tokens();
    float x = tokens.get(CONTEXT, 0, 0);
    tokens.set(CONTEXT, 0, 0, x + 1);
    network.forward();
    float one = network.output().get(0, 0, 0) - before;
    tokens.set(CONTEXT, 0, 0, x + 3);
    network.forward();
    float three = network.output().get(0, 0, 0) - before;
    assertThat(one).isNotZero();
    assertThat((double) three).isCloseTo(3.0 * one, within(1e-4));
  }

  @Test
  void initialWeightsHaveTheDeviationOfTheirFanIn() {
    LinearRegression wide = new LinearRegression(30, 3, 0.5, 1);
    for (Initialisation.Kind kind : Initialisation.Kind.values()) {
      ModelSpec spec = new ModelSpec(4, false, 2, 0, 0, new Initialisation(kind, 0.002));
      Network network = new Network(spec, wide);
      Initialiser.initialise(network, 11);
      double queries = meanSquare(network, Name.QUERY);
      double projections = meanSquare(network, Name.PROJECTION);
      double query = kind == Initialisation.Kind.FAN_IN_VARIANCE ? 0.002 / 31 : 4e-6;
      double projection = kind == Initialisation.Kind.FAN_IN_VARIANCE ? 0.002 / 62 : 4e-6;
      // 4 layers x 2 heads x 31² draws: four standard errors are about 6 %
      assertThat(queries / query).isCloseTo(1, within(0.065));
      assertThat(projections / projection).isCloseTo(1, within(0.065));
    }
  }

  private static double meanSquare(Network network, Name name) {
    double sum = 0;
    int count = 0;
    for (var layer : network.weights()) {
      for (int h = 0; h < layer.heads(); h++) {
        var matrix = layer.weight(name, h);
        for (int r = 0; r < matrix.rows(); r++) {
          for (int c = 0; c < matrix.cols(); c++) {
            sum += matrix.get(r, c) * matrix.get(r, c);
            count++;
          }
        }
      }
    }
    return sum / count;
  }

  private static Network network(int depth, boolean tied, int heads, double clip) {
    // deeper stacks of linear attention run away with larger weights
    double deviation = depth < 3 || clip > 0 ? 0.3 : 0.2;
    Initialisation init = new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, deviation);
    Network network = new Network(new ModelSpec(depth, tied, heads, KEY_SIZE, clip, init), TASK);
    Initialiser.initialise(network, 5);
    return network;
  }

  private static void copyTasks(Network network, double[][][] tokens, double[] targets) {
    TaskSampler sampler = TASK.sampler(network.block());
    for (int task = 0; task < TASKS; task++) {
      int lane = task % LaneMatrix.LANES;
      if (lane == 0) {
        sampler.draw(3, org.iclsweep.random.Stream.TRAIN, 1, task);
      }
      tokens[task] = tokens(network, lane);
      targets[task] = network.block().targets().get(0, 0, lane);
    }
  }

  private static double[][] tokens(Network network, int lane) {
    LaneMatrix tokens = network.block().tokens();
    double[][] copy = new double[tokens.rows()][tokens.cols()];
    for (int t = 0; t < tokens.rows(); t++) {
      for (int c = 0; c < tokens.cols(); c++) {
        copy[t][c] = tokens.get(t, c, lane);
      }
    }
    return copy;
  }

  private static double difference(
      DoubleNetwork network,
      double[][] matrix,
      int r,
      int c,
      double[][][] tokens,
      double[] targets) {
    double kept = matrix[r][c];
    matrix[r][c] = kept + 1e-6;
    double above = loss(network, tokens, targets);
    matrix[r][c] = kept - 1e-6;
    double below = loss(network, tokens, targets);
    matrix[r][c] = kept;
    return (above - below) / 2e-6;
  }

  private static double loss(DoubleNetwork network, double[][][] tokens, double[] targets) {
    double sum = 0;
    for (int task = 0; task < tokens.length; task++) {
      double error = targets[task] + network.output(tokens[task]);
      sum += 0.5 * error * error;
    }
    return sum / tokens.length;
  }
}
