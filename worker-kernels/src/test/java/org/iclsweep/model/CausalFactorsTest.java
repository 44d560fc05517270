package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.Reach;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Causal layers of queries, keys and values against hand vectors and the definition in double. The
 * vectors are exact in rationals, but for the softmax, and of von Oswald et al. (2023): S1 and S2
 * are sequences of two features, tokens are (0 or Φ₀ s_t, s_t, s_t, s_{t-1}).
 */
class CausalFactorsTest {

  private static final Initialisation INIT =
      new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.3);
  private static final double[][] S1 = {{1, 0}, {0.6, 0.8}, {-0.28, 0.96}, {-0.936, 0.352}};
  private static final double[][] S2 = {{1, -0.5}, {0.25, 1}, {-0.75, 0.5}, {0.5, 0.75}};
  private static final double[][] NONE = {{0, 0}, {0, 0}};
  private static final double[][] PHI = {{0.5, -0.25}, {0.1, 0.2}};

  /** Sums of some tens of products of order 1 in float; the digits that the vectors have. */
  private static final Offset<Double> FLOAT = within(1e-6);

  private static final Offset<Double> DOUBLE = within(1e-10);

  /** Layers on tokens of their own, in one form, all that they put out. */
  private static final class Layers {
    final ModelSpec spec;
    final Parameters parameters;
    final LaneMatrix tokens;
    final Stack stack;

    Layers(ModelSpec spec, TaskSpec task) {
      this(spec, task, CausalSublayer.in(spec.sublayers(task, spec.depth())).orElseThrow());
    }

    Layers(ModelSpec spec, TaskSpec task, List<Sublayer> sublayers) {
      this.spec = spec;
      parameters = new Parameters(SublayerList.slices(spec, task));
      tokens = LaneMatrix.zeros(task.tokens(), spec.inputWidth(task));
      stack = new Stack(new SublayerList(sublayers, Reach.ALL), parameters, tokens);
    }

    /** One entry of a head's matrix. */
    void set(Name name, int layer, int head, int row, int col, double value) {
      ParameterSlice slice = parameters.slice(name.label(), layer);
      int size = spec.attention().keySize();
      boolean projection = name == Name.PROJECTION;
      int r = projection ? head * size + row : row;
      int c = projection ? col : head * size + col;
      parameters.values()[slice.offset() + r * slice.cols() + c] = (float) value;
    }

    void setTokens(double[][] values) {
      for (int t = 0; t < values.length; t++) {
        for (int c = 0; c < values[t].length; c++) {
          for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
            tokens.set(t, c, lane, (float) values[t][c]);
          }
        }
      }
    }

    LaneMatrix run() {
      stack.prepare();
      stack.forward();
      return stack.output();
    }

    DoubleNetwork reference(double[] values) {
      return new DoubleNetwork(spec, parameters.slices(), values);
    }

    double[] doubles() {
      double[] values = new double[parameters.values().length];
      Arrays.setAll(values, k -> parameters.values()[k]);
      return values;
    }

    /** That the layers and the definition put out this in the features from {@code from} on. */
    void assertPutsOut(double[][] in, int from, double[][] expected) {
      setTokens(in);
      double[][] reference = reference(doubles()).stream(in);
      LaneMatrix out = run();
      for (int t = 0; t < expected.length; t++) {
        for (int c = 0; c < expected[t].length; c++) {
          assertThat((double) out.get(t, from + c, 5)).isCloseTo(expected[t][c], FLOAT);
          assertThat(reference[t][from + c]).isCloseTo(expected[t][c], DOUBLE);
        }
      }
    }
  }

  private static ModelSpec model(int depth, Kind kind, int heads, int keySize) {
    return model(depth, kind, heads, keySize, INIT);
  }

  private static ModelSpec model(
      int depth, Kind kind, int heads, int keySize, Initialisation start) {
    AttentionSpec attention =
        new AttentionSpec(kind, heads, keySize, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    return new ModelSpec(
        depth, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, start);
  }

  private static double[][] tokens(double[][] states, double[][] phi) {
    double[][] tokens = new double[states.length][8];
    for (int t = 0; t < states.length; t++) {
      for (int i = 0; i < 2; i++) {
        tokens[t][i] = phi[i][0] * states[t][0] + phi[i][1] * states[t][1];
        tokens[t][2 + i] = states[t][i];
        tokens[t][4 + i] = states[t][i];
        tokens[t][6 + i] = t == 0 ? 0 : states[t - 1][i];
      }
    }
    return tokens;
  }

  /** Proposition 1 at η = 0.25. */
  @Test
  void oneHeadIsOneStepOfGradientDescentFromAnyStart() {
    assertStep(
        S1, NONE, new double[][] {{0, 0}, {0.09, 0.12}, {-0.084, 0.088}, {-0.2612, -0.2016}});
    assertStep(
        S1, PHI, new double[][] {{0.5, 0.1}, {0.115, 0.325}, {-0.444, 0.226}, {-0.6362, -0.2106}});
    assertStep(
        S2,
        NONE,
        new double[][] {
          {0, 0}, {-0.015625, -0.0625}, {-0.12109375, -0.2109375}, {-0.15625, 0.140625}
        });
    assertStep(
        S2,
        PHI,
        new double[][] {
          {0.625, 0}, {-0.1015625, 0.1625}, {-0.455078125, -0.203515625}, {-0.0859375, 0.29140625}
        });
  }

  private static void assertStep(double[][] states, double[][] phi, double[][] expected) {
    Layers layers = new Layers(model(1, Kind.LINEAR, 1, 2), new Dynamics(2, 4, 1));
    for (int i = 0; i < 2; i++) {
      layers.set(Name.KEY, 0, 0, 6 + i, i, 1);
      layers.set(Name.QUERY, 0, 0, 4 + i, i, 1);
      layers.set(Name.VALUE, 0, 0, 2 + i, i, 1);
      layers.set(Name.PROJECTION, 0, 0, i, i, 0.25);
      for (int j = 0; j < 2; j++) {
        layers.set(Name.VALUE, 0, 0, 6 + j, i, -phi[i][j]);
      }
    }
    double[] exact = layers.doubles();
    assertThat(exact).contains(0.25);
    layers.setTokens(tokens(states, phi));
    LaneMatrix out = layers.run();
    ParameterSlice values = layers.parameters.slice(Name.VALUE.label(), 0);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        exact[values.offset() + (6 + j) * values.cols() + i] = -phi[i][j];
      }
    }
    double[][] reference = layers.reference(exact).stream(tokens(states, phi));
    for (int t = 0; t < 4; t++) {
      for (int i = 0; i < 2; i++) {
        assertThat((double) out.get(t, i, 5)).isCloseTo(expected[t][i], FLOAT);
        assertThat(reference[t][i]).isCloseTo(expected[t][i], DOUBLE);
      }
    }
  }

  /**
   * Both heads have the keys s_{t-1} and the residual as query; one adds to the prediction, the
   * other takes from the residual. Rates .5, .25, .75.
   */
  @Test
  void threeLayersOfTwoHeadsAreThreeExactStepsOfGradientDescent() {
    assertSteps(
        S1,
        new double[][] {{0, 0}, {0.32625, 0.435}, {-0.44736, 0.26752}, {-0.83236136, -0.54118848}},
        new double[][] {{1, 0}, {0.05625, 0.8}, {-0.2256, 0.4416}, {-0.0036324, 0.010824}});
    assertSteps(
        S2,
        new double[][] {
          {0, 0},
          {-0.0491943359375, -0.19677734375},
          {-0.307329177856, -0.677341461182},
          {-0.574836730957, 0.53931427002}
        },
        new double[][] {
          {1, -0.5},
          {0.44677734375, 0.901611328125},
          {-0.0332317352295, -0.0358047485352},
          {0.0703735351562, 0.0832366943359}
        });
  }

  private static void assertSteps(double[][] states, double[][] predictions, double[][] residuals) {
    Initialisation start = Initialisation.constructed(List.of(0.5, 0.25, 0.75), 0);
    ModelSpec spec = model(3, Kind.LINEAR, 2, 2, start);
    Dynamics task = new Dynamics(2, 4, 1);
    Network network = new Network(spec, task);
    Initialiser.initialise(network, 0);
    Layers layers = new Layers(spec, task);
    float[] weights = network.parameters();
    System.arraycopy(weights, 0, layers.parameters.values(), 0, weights.length);
    layers.assertPutsOut(tokens(states, NONE), 0, predictions);
    layers.assertPutsOut(tokens(states, NONE), 4, residuals);
  }

  private static Layers softmax() {
    Layers layers = new Layers(model(1, Kind.SOFTMAX, 1, 2), new LinearRegression(1, 3, 1, 1));
    double[][][] matrices = {
      {{1, 0.5}, {0, 1}}, {{0.5, 0}, {-0.5, 1}}, {{1, 0}, {0.25, 1}}, {{0.5, -0.5}, {1, 0.25}}
    };
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < 2; c++) {
        layers.set(Name.QUERY, 0, 0, r, c, matrices[0][r][c]);
        layers.set(Name.KEY, 0, 0, r, c, matrices[1][r][c]);
        layers.set(Name.VALUE, 0, 0, r, c, matrices[2][r][c]);
        layers.set(Name.PROJECTION, 0, 0, r, c, matrices[3][r][c]);
      }
    }
    return layers;
  }

  @Test
  void aSoftmaxLayerIsThatOfTheVectors() {
    softmax()
        .assertPutsOut(
            S1,
            0,
            new double[][] {
              {1.5, -0.5},
              {1.51363141343, 0.477270605754},
              {0.665153220085, 0.901254438942},
              {-0.335491456007, 0.474782779868}
            });
    softmax()
        .assertPutsOut(
            S2,
            0,
            new double[][] {
              {0.9375, -1.0625},
              {1.14555937485, 0.848096874938},
              {-0.196661284988, 0.580257994837},
              {1.26118660297, 0.700644523006}
            });
  }

  /** All that it can look at is itself, whatever its score. */
  @Test
  void theFirstTokenLooksAtItselfWithWeightOne() {
    Layers layers = softmax();
    layers.setTokens(S2);
    for (double key : new double[] {0.5, -31, 0}) {
      layers.set(Name.KEY, 0, 0, 0, 1, key);
      LaneMatrix out = layers.run();
      // in floats exactly: e + e W_V W_O, all of them multiples of 2^-5
      assertThat(out.get(0, 0, 2)).isEqualTo(0.9375f);
      assertThat(out.get(0, 1, 2)).isEqualTo(-1.0625f);
    }
  }

  static Stream<Architecture> factors() {
    return Architectures.factors();
  }

  @ParameterizedTest
  @MethodSource("factors")
  void networksOfNarrowHeadsAreOfFactors(Architecture architecture) {
    assertThat(SublayerList.of(architecture.model(), architecture.task()).sublayers())
        .hasAtLeastOneElementOfType(CausalSublayer.class)
        .doesNotHaveAnyElementsOfTypes(AttentionSublayer.class);
  }

  /** Products are those of the present weights, and asking for them moves no gradient. */
  @Test
  void productsAreFormedWhenTheyAreAskedFor() {
    Architecture architecture = Architectures.factors().findFirst().orElseThrow();
    Network network = NetworkTest.network(architecture);
    AttentionWeights weights = network.weights().get(0);
    float before = weights.keyQuery(0).get(0, 2);
    network.parameters()[network.slices().get(1).offset()] += 1;
    network.parameters()[network.slices().get(3).offset()] += 1;
    assertThat(weights.keyQuery(0).get(0, 2)).isEqualTo(before);
    network.prepare();
    double expected = 0;
    for (int k = 0; k < 3; k++) {
      expected += weights.weight(Name.KEY, 0).get(0, k) * weights.weight(Name.QUERY, 0).get(2, k);
    }
    assertThat((double) weights.keyQuery(0).get(0, 2)).isCloseTo(expected, FLOAT);
    assertThat(weights.valueProjection(0).get(3, 1)).isNotZero();
  }

  @ParameterizedTest
  @MethodSource("factors")
  void inputsGradientIsThatOfCentralDifferencesInDouble(Architecture architecture) {
    ModelSpec spec = architecture.model();
    if (spec.tokenClip() > 0 || spec.attention().kind() == Kind.RELU) {
      return; // differences across a kink are no derivative
    }
    Network network = NetworkTest.network(architecture);
    NetworkTest.draw(network, architecture.task());
    List<Sublayer> plain = spec.sublayers(architecture.task(), spec.depth());
    Layers layers = new Layers(spec, architecture.task(), CausalSublayer.in(plain).orElseThrow());
    System.arraycopy(
        network.parameters(), 0, layers.parameters.values(), 0, network.parameters().length);
    layers.tokens.copyFrom(network.block().tokens());
    LaneMatrix out = layers.run();
    LaneMatrix dOut = layers.stack.outputGradient();
    double[][] weights = new double[out.rows()][out.cols()];
    for (int t = 0; t < out.rows(); t++) {
      for (int c = 0; c < out.cols(); c++) {
        weights[t][c] = Math.cos(3 * t + 5 * c);
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          dOut.set(t, c, lane, (float) weights[t][c]);
        }
      }
    }
    layers.stack.inputBackward();
    DoubleNetwork reference = new DoubleNetwork(network);
    double[][] tokens = NetworkTest.tokens(network, 11);
    for (int t = 0; t < tokens.length; t++) {
      for (int c = 0; c < tokens[t].length; c++) {
        double kept = tokens[t][c];
        tokens[t][c] = kept + 1e-6;
        double above = dot(weights, reference.stream(tokens));
        tokens[t][c] = kept - 1e-6;
        double below = dot(weights, reference.stream(tokens));
        tokens[t][c] = kept;
        double expected = (above - below) / 2e-6;
        assertThat((double) layers.stack.inputGradient().get(t, c, 11))
            .isCloseTo(expected, within(5e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  private static double dot(double[][] a, double[][] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      for (int c = 0; c < a[t].length; c++) {
        sum += a[t][c] * b[t][c];
      }
    }
    return sum;
  }

  /** By sums over chunks where attention is linear, by strips where not. */
  @Test
  void productsGiveTheSameUpToRounding() {
    Dynamics task = new Dynamics(5, 50, 1);
    for (Kind kind : List.of(Kind.LINEAR, Kind.SOFTMAX, Kind.RELU)) {
      ModelSpec spec = model(2, kind, 2, 11);
      Layers factors = new Layers(spec, task);
      Layers products = new Layers(spec, task, spec.sublayers(task, 2));
      Network network = new Network(spec, task);
      Initialiser.initialise(network, 3);
      NetworkTest.draw(network, task);
      for (Layers each : List.of(factors, products)) {
        for (int k = 0; k < network.parameters().length; k++) {
          each.parameters.values()[k] = 0.3f * network.parameters()[k];
        }
        each.tokens.copyFrom(network.block().tokens());
        each.run();
        each.stack.outputGradient().copyFrom(network.block().tokens());
        each.stack.backward();
        each.stack.closeGradient(1);
      }
      for (int t = 0; t < 50; t++) {
        for (int c = 0; c < 20; c++) {
          double expected = products.stack.output().get(t, c, 3);
          assertThat((double) factors.stack.output().get(t, c, 3))
              .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
        }
      }
      double largest = 0;
      for (float each : products.parameters.gradient()) {
        largest = Math.max(largest, Math.abs(each));
      }
      for (int k = 0; k < factors.parameters.gradient().length; k++) {
        double expected = products.parameters.gradient()[k];
        assertThat((double) factors.parameters.gradient()[k])
            .isCloseTo(expected, within(1e-5 * largest));
      }
    }
  }
}
