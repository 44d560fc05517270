package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.MesaSpec.Factor;
import org.iclsweep.task.Dynamics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mesa layers as parts of a model. */
class MesaTest {

  private static final int DIM = 5;
  private static final int TOKENS = 20;
  private static final int KEY_SIZE = 7;
  private static final Dynamics TASK = new Dynamics(DIM, TOKENS, 1);

  private static ModelSpec model(int depth, Kind kind, MesaSpec mesa) {
    AttentionSpec attention =
        new AttentionSpec(
            kind, 2, KEY_SIZE, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO, WeightsSpec.FACTORED, mesa);
    return new ModelSpec(
        depth,
        false,
        attention,
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        1,
        Update.TOKEN,
        0,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.3));
  }

  private static Network network(ModelSpec model) {
    Network network = new Network(model, TASK);
    Initialiser.initialise(network, 5);
    NetworkTest.draw(network, TASK);
    return network;
  }

  private static RealMatrix times(double[][] tokens, AttentionWeights weights, Name name, int h) {
    return new Array2DRowRealMatrix(tokens).multiply(matrix(weights, name, h));
  }

  private static RealMatrix matrix(AttentionWeights weights, Name name, int h) {
    var floats = weights.weight(name, h);
    RealMatrix matrix = new Array2DRowRealMatrix(floats.rows(), floats.cols());
    for (int r = 0; r < floats.rows(); r++) {
      for (int c = 0; c < floats.cols(); c++) {
        matrix.setEntry(r, c, floats.get(r, c));
      }
    }
    return matrix;
  }

  /** Least squares of the values on the keys, and of 0 on √(1/λ) times each unit vector. */
  private static RealMatrix ridge(RealMatrix keys, RealMatrix values, int seen, double lambda) {
    RealMatrix from = new Array2DRowRealMatrix(seen + KEY_SIZE, KEY_SIZE);
    RealMatrix to = new Array2DRowRealMatrix(seen + KEY_SIZE, KEY_SIZE);
    from.setSubMatrix(Arrays.copyOf(keys.getData(), seen), 0, 0);
    to.setSubMatrix(Arrays.copyOf(values.getData(), seen), 0, 0);
    for (int i = 0; i < KEY_SIZE; i++) {
      from.setEntry(seen + i, i, Math.sqrt(1 / lambda));
    }
    return new QRDecomposition(from).getSolver().solve(to);
  }

  @Test
  void everyTokenGetsWhatRidgeRegressionAnswersToItsQuery() {
    Network network = network(model(1, Kind.MESA, MesaSpec.DEFAULT));
    ParameterSlice factors = network.slices().get(4);
    double[] lambdas = {0.5, 3};
    for (int h = 0; h < 2; h++) {
      network.parameters()[factors.offset() + h] = (float) lambdas[h];
    }
    network.prepare();
    network.forward();
    AttentionWeights weights = network.weights().get(0);
    for (int lane : new int[] {0, 7, 15}) {
      double[][] tokens = NetworkTest.tokens(network, lane);
      RealMatrix out = new Array2DRowRealMatrix(tokens);
      double largest = 0;
      for (int h = 0; h < 2; h++) {
        RealMatrix keys = times(tokens, weights, Name.KEY, h);
        RealMatrix values = times(tokens, weights, Name.VALUE, h);
        RealMatrix queries = times(tokens, weights, Name.QUERY, h);
        for (int t = 0; t < TOKENS; t++) {
          RealMatrix map = ridge(keys, values, t + 1, lambdas[h]);
          RealMatrix update =
              queries.getRowMatrix(t).multiply(map).multiply(matrix(weights, Name.PROJECTION, h));
          out.setRowMatrix(t, out.getRowMatrix(t).add(update));
          double length = keys.getRowVector(t).getNorm();
          largest = Math.max(largest, lambdas[h] * length * length);
        }
      }
      assertThat(largest).isGreaterThan(2);
      for (int t = 0; t < TOKENS; t++) {
        for (int c = 0; c < DIM; c++) {
          // of a recursion in single precision, by λ |k|²
          assertThat((double) network.output().get(t, c, lane))
              .isCloseTo(out.getEntry(t, c), within(1e-6 * (1 + largest)));
        }
      }
    }
  }

  @Test
  void withASmallLambdaItIsThatTimesLinearAttention() {
    float lambda = 1e-9f;
    Network mesa =
        network(model(1, Kind.MESA, new MesaSpec(Factor.fixed(lambda), MesaSpec.NOTHING)));
    Network linear = network(model(1, Kind.LINEAR, MesaSpec.DEFAULT));
    assertThat(mesa.parameters()).isEqualTo(linear.parameters());
    mesa.forward();
    linear.forward();
    for (int t = 0; t < TOKENS; t++) {
      for (int c = 0; c < DIM; c++) {
        double expected = linear.output().get(t, c, 3);
        assertThat(mesa.output().get(t, c, 3) / lambda)
            .isCloseTo((float) expected, within(1e-5f * (float) Math.max(1, Math.abs(expected))));
      }
    }
  }

  /** Weights of attention have the same draws whatever λ is. */
  @Test
  void lambdaIsAParameterOfEachHeadOrAConstant() {
    Network learned =
        network(model(2, Kind.MESA, new MesaSpec(Factor.learned(2.5), MesaSpec.NOTHING)));
    Network fixed = network(model(2, Kind.MESA, new MesaSpec(Factor.fixed(2.5), MesaSpec.NOTHING)));
    List<ParameterSlice> factors =
        learned.slices().stream().filter(each -> each.name().equals("lambda")).toList();
    assertThat(factors).extracting(ParameterSlice::layer).containsExactly(0, 1);
    for (ParameterSlice each : factors) {
      assertThat(List.of(each.rows(), each.cols())).containsExactly(1, 2);
      for (int k = 0; k < 2; k++) {
        assertThat(learned.parameters()[each.offset() + k]).isEqualTo(2.5f);
      }
    }
    assertThat(fixed.slices()).noneMatch(each -> each.name().equals("lambda"));
    learned.forward();
    fixed.forward();
    float[] expected = floats(learned.output());
    assertThat(floats(fixed.output())).isEqualTo(expected);
    Network other = network(model(2, Kind.MESA, new MesaSpec(Factor.fixed(2), MesaSpec.NOTHING)));
    other.forward();
    assertThat(floats(other.output())).isNotEqualTo(expected);
  }

  private static float[] floats(LaneMatrix matrix) {
    float[] floats = new float[matrix.rows() * matrix.cols() * LaneMatrix.LANES];
    matrix.copyTo(floats, 0);
    return floats;
  }

  @Test
  void softmaxComesFirstAndMesaAfterIt() {
    ModelSpec model = model(3, Kind.SOFTMAX_THEN_MESA, MesaSpec.DEFAULT);
    assertThat(SublayerList.of(model, TASK).sublayers())
        .extracting(each -> (Object) each.getClass())
        .containsExactly(CausalSublayer.class, MesaSublayer.class, MesaSublayer.class);
    assertThat(SublayerList.slices(model, TASK))
        .filteredOn(each -> each.name().equals("lambda"))
        .extracting(ParameterSlice::layer)
        .containsExactly(1, 2);
  }

  /** Whole sublayers, as those that are read by probes. */
  @Test
  void firstLayersPutOutAllTokens() {
    Network network = network(model(3, Kind.SOFTMAX_THEN_MESA, MesaSpec.DEFAULT));
    Stack first = network.firstLayers(2);
    first.prepare();
    first.forward();
    double[][] expected = new DoubleNetwork(network).stream(NetworkTest.tokens(network, 2), 2);
    for (int t = 0; t < TOKENS; t++) {
      for (int c = 0; c < 4 * DIM; c++) {
        assertThat((double) first.output().get(t, c, 2))
            .isCloseTo(expected[t][c], within(2e-5 * Math.max(1, Math.abs(expected[t][c]))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MESA", "SOFTMAX_THEN_MESA"})
  void whatHasNoKeysOrOthersIsRefused(Kind kind) {
    assertThatThrownBy(() -> new AttentionSpec(kind, 1, 0, Keys.ALL, Scale.BY_KIND, Form.AUTO))
        .hasMessage("a mesa layer solves for each query by the keys up to it, but keys are all");
    WeightsSpec merged = WeightsSpec.merged(Pattern.FULL, false);
    assertThatThrownBy(
            () -> new AttentionSpec(kind, 1, 0, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO, merged))
        .hasMessage(
            "a mesa layer solves for each query by the keys up to it, but weights are merged and"
                + " have no keys");
    assertThatThrownBy(() -> new AttentionSpec(kind, 1, 0, Keys.CAUSAL, Scale.BY_KIND, Form.GRAM))
        .hasMessage(
            "the Gram form is of linear attention, but attention is "
                + kind.label()
                + ": its "
                + (kind == Kind.MESA ? "queries are solved for" : "scores go through a softmax")
                + " token by token");
  }

  @Test
  void softmaxThenMesaIsOfTwoLayersOrMore() {
    assertThatThrownBy(() -> model(1, Kind.SOFTMAX_THEN_MESA, MesaSpec.DEFAULT))
        .hasMessage(
            "attention is softmax-then-mesa, but the one layer is softmax: there is no mesa layer");
    assertThatThrownBy(() -> ModelSpec.requireKind(Kind.SOFTMAX_THEN_MESA, true, 2))
        .hasMessage(
            "attention is softmax-then-mesa, but layers are tied: the one layer is softmax and"
                + " mesa");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
  void whatIsForgottenIsAFactorUpToOne(double factor) {
    assertThatThrownBy(() -> new MesaSpec(Factor.learned(1), Factor.fixed(factor)))
        .hasMessage("forget is " + factor + ", must be above 0, at most 1");
    assertThat(new MesaSpec(Factor.learned(1), Factor.fixed(1)).forgets()).isFalse();
    assertThat(new MesaSpec(Factor.learned(1), Factor.learned(1)).forgets()).isTrue();
  }

  @Test
  void lambdaStartsAboveZero() {
    assertThatThrownBy(() -> new MesaSpec(Factor.learned(0), MesaSpec.NOTHING))
        .hasMessageContaining("lambda");
  }
}
