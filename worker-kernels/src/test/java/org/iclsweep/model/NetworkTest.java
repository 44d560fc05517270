package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.Pattern;
import org.iclsweep.model.ParameterSlice.Start;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks of every architecture against {@link DoubleNetwork}; every size is a prime of its own,
 * so no swapped index passes.
 */
class NetworkTest {

  private static final int DIM = 2;
  private static final int CONTEXT = 5;
  private static final int TASKS = 67;

  /** Of a matrix; all by hand: {@code -Dgradient.elements=10000}. */
  private static final int MOST_ELEMENTS = Integer.getInteger("gradient.elements", 16);

  private static final LinearRegression TASK = new LinearRegression(DIM, CONTEXT, 0.8, 1.1);

  static java.util.stream.Stream<Architecture> architectures() {
    return Architectures.all();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void outputIsThatOfTheDefinition(Architecture architecture) {
    Network network = network(architecture);
    DoubleNetwork reference = new DoubleNetwork(network);
    draw(network, architecture.task());
    network.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double[][] expected = reference.outputs(tokens(network, lane), network.readOut());
      for (int t = 0; t < expected.length; t++) {
        for (int c = 0; c < expected[t].length; c++) {
          // some tens of chained float operations on values of order 1; where every token looks at
          // those before it, twice as many
          double error = architecture.name().startsWith("causal") ? 2e-5 : 1e-5;
          assertThat((double) network.output().get(t, c, lane))
              .isCloseTo(expected[t][c], within(error * Math.max(1, Math.abs(expected[t][c]))));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void gradientIsThatOfCentralDifferencesInDouble(Architecture architecture) {
    Network network = network(architecture);
    TaskSampler sampler = architecture.task().sampler(network.block());
    double loss = new BatchGradient(network, sampler).compute(3, Stream.TRAIN, 1, 0, TASKS);
    double[][][] tokens = new double[TASKS][][];
    double[][][] targets = new double[TASKS][][];
    copyTasks(network, sampler, tokens, targets);
    DoubleNetwork reference = new DoubleNetwork(network);
    assertThat(loss)
        .isCloseTo(
            loss(reference, network.readOut(), -1, tokens, targets),
            within(1e-5 * Math.max(1, loss)));

    Map<String, Double> largest = new TreeMap<>();
    for (ParameterSlice slice : network.slices()) {
      double scale = scale(network, slice);
      largest.put(slice.name() + " " + slice.layer(), scale);
      boolean behind = slice.layer() == ParameterSlice.BEHIND_LAYERS;
      int from = behind ? architecture.model().depth() : slice.layer();
      double[][][] before = before(reference, from, tokens);
      for (int k : someElements(slice)) {
        double expected = difference(reference, network.readOut(), k, from, before, targets);
        assertThat((double) network.gradient()[k])
            .as("layer %d %s, element %d", slice.layer(), slice.name(), k - slice.offset())
            .isCloseTo(expected, within(2e-5 * Math.max(scale, 0.05)));
      }
    }
    // the last layer's B moves inputs that nothing reads, and where labels alone move none does any
    largest.keySet().removeIf(name -> isUnread(name, architecture.model()));
    // a gradient of zeros would pass for one that is not there
    assertThat(largest).allSatisfy((name, scale) -> assertThat(scale).isGreaterThan(1e-4));
  }

  /** All of a few, and of more as many as would not miss a row, a column or a block. */
  private static int[] someElements(ParameterSlice slice) {
    return new Random(slice.offset())
        .ints(slice.offset(), slice.offset() + slice.count())
        .distinct()
        .limit(Math.min(slice.count(), MOST_ELEMENTS))
        .sorted()
        .toArray();
  }

  private static boolean isUnread(String name, ModelSpec model) {
    return model.attention().weights().pattern() == Pattern.BLOCKS
        && model.mlp().place() != MlpSpec.Place.AFTER
        && name.startsWith("value-projection ")
        && (model.update() == Update.LABEL || name.endsWith(" " + (model.depth() - 1)));
  }

  static java.util.stream.Stream<Architecture> withQueries() {
    return Architectures.all().filter(each -> each.task().inContext().isPresent());
  }

  @ParameterizedTest
  @MethodSource("withQueries")
  void querySensitivityIsThatOfCentralDifferencesInDouble(Architecture architecture) {
    Network network = network(architecture);
    DoubleNetwork reference = new DoubleNetwork(network);
    draw(network, architecture.task());
    network.forward();
    LaneMatrix sensitivity = network.querySensitivity();
    for (int lane = 0; lane < LaneMatrix.LANES; lane += 7) {
      double[][] tokens = tokens(network, lane);
      double[] query = tokens[tokens.length - 1];
      for (int i = 0; i < network.queryFeatures(); i++) {
        double kept = query[i];
        query[i] = kept + 1e-6;
        double above = reference.output(tokens);
        query[i] = kept - 1e-6;
        double below = reference.output(tokens);
        query[i] = kept;
        double expected = (above - below) / 2e-6;
        assertThat((double) sensitivity.get(0, i, lane))
            .isCloseTo(expected, within(2e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @Test
  void tiedLayersAreLayersOfEqualWeights() {
    Network tied = network(Architectures.plain(3, true, 2));
    Network untied = network(Architectures.plain(3, false, 2));
    for (int l = 0; l < 3; l++) {
      System.arraycopy(
          tied.parameters(),
          0,
          untied.parameters(),
          l * tied.parameters().length,
          tied.parameters().length);
    }
    untied.prepare();
    draw(tied, TASK);
    draw(untied, TASK);
    tied.forward();
    untied.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      assertThat(untied.output().get(0, 0, lane)).isEqualTo(tied.output().get(0, 0, lane));
    }
  }

  @Test
  void queryIsSeenByNoContextToken() {
    Network network = network(Architectures.plain(3, false, 2));
    draw(network, TASK);
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
    for (Initialisation.Kind kind :
        List.of(Initialisation.Kind.FAN_IN_VARIANCE, Initialisation.Kind.STANDARD_DEVIATION)) {
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

  @Test
  void interleavedTokensHoldTheSameTasks() {
    TaskSpec interleaved = TASK.laidOut(TokenLayout.INTERLEAVED);
    Network one = new Network(Architectures.plain(1, true, 1).model(), TASK);
    Network other = new Network(Architectures.plain(1, true, 1).model(), interleaved);
    draw(one, TASK);
    draw(other, interleaved);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double[][] pairs = tokens(one, lane);
      double[][] singles = tokens(other, lane);
      assertThat(singles).hasDimensions(2 * CONTEXT + 1, DIM);
      for (int s = 0; s < CONTEXT; s++) {
        assertThat(singles[2 * s]).containsExactly(pairs[s][0], pairs[s][1]);
        assertThat(singles[2 * s + 1]).containsExactly(0, pairs[s][2]);
      }
      assertThat(singles[2 * CONTEXT]).containsExactly(pairs[CONTEXT][0], pairs[CONTEXT][1]);
      assertThat(other.block().targets().get(0, 0, lane))
          .isEqualTo(one.block().targets().get(0, 0, lane));
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

  /** Biases, scales and offsets that start at 0 or 1 are moved, so that they take part. */
  static Network network(Architecture architecture) {
    Network network = new Network(architecture.model(), architecture.task());
    Initialiser.initialise(network, 5);
    for (ParameterSlice slice : network.slices()) {
      boolean constant =
          Set.of(Start.ZEROS, Start.ONES, Start.PERCEPTRON_BIAS, Start.LAMBDA, Start.FORGET)
              .contains(slice.start());
      for (int k = 0; constant && k < slice.count(); k++) {
        network.parameters()[slice.offset() + k] += 0.07f * (k % 5 - 1.5f);
      }
    }
    network.prepare();
    return network;
  }

  static void draw(Network network, TaskSpec task) {
    task.sampler(network.block()).draw(3, Stream.TRAIN, 1, 0);
  }

  private static double scale(Network network, ParameterSlice slice) {
    double scale = 0;
    for (int k = slice.offset(); k < slice.offset() + slice.count(); k++) {
      scale = Math.max(scale, Math.abs(network.gradient()[k]));
    }
    return scale;
  }

  private static void copyTasks(
      Network network, TaskSampler sampler, double[][][] tokens, double[][][] targets) {
    for (int task = 0; task < TASKS; task++) {
      int lane = task % LaneMatrix.LANES;
      if (lane == 0) {
        sampler.draw(3, Stream.TRAIN, 1, task);
      }
      tokens[task] = tokens(network, lane);
      targets[task] = values(network.block().targets(), lane);
    }
  }

  static double[][] tokens(Network network, int lane) {
    return values(network.block().tokens(), lane);
  }

  private static double[][] values(LaneMatrix matrix, int lane) {
    double[][] copy = new double[matrix.rows()][matrix.cols()];
    for (int t = 0; t < matrix.rows(); t++) {
      for (int c = 0; c < matrix.cols(); c++) {
        copy[t][c] = matrix.get(t, c, lane);
      }
    }
    return copy;
  }

  /** What parameters of a layer leave as it is: what is before it, or tokens. */
  private static double[][][] before(DoubleNetwork network, int layer, double[][][] tokens) {
    double[][][] before = tokens.clone();
    for (int task = 0; layer >= 0 && task < tokens.length; task++) {
      before[task] = network.stream(tokens[task], layer);
    }
    return before;
  }

  private static double difference(
      DoubleNetwork network,
      ReadOut readOut,
      int parameter,
      int from,
      double[][][] before,
      double[][][] targets) {
    double[] parameters = network.parameters();
    double kept = parameters[parameter];
    parameters[parameter] = kept + 1e-6;
    double above = loss(network, readOut, from, before, targets);
    parameters[parameter] = kept - 1e-6;
    double below = loss(network, readOut, from, before, targets);
    parameters[parameter] = kept;
    return (above - below) / 2e-6;
  }

  private static double loss(
      DoubleNetwork network, ReadOut readOut, int from, double[][][] before, double[][][] targets) {
    double sum = 0;
    for (int task = 0; task < before.length; task++) {
      double[][] outputs = network.outputs(from, before[task], readOut);
      for (int t = 0; t < outputs.length; t++) {
        for (int c = 0; c < outputs[t].length; c++) {
          double answer = readOut.negated() ? -outputs[t][c] : outputs[t][c];
          double error = targets[task][t][c] - answer;
          sum += 0.5 * error * error / outputs.length;
        }
      }
    }
    return sum / before.length;
  }
}
