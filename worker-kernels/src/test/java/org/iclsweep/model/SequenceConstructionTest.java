package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.MesaSpec.Factor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Observations;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Constructed weights in whole networks: against hand vectors, exact in rationals, of von Oswald et
 * al. (2023), and against the algorithms in double.
 */
class SequenceConstructionTest {

  private static final double[][] S1 = {{1, 0}, {0.6, 0.8}, {-0.28, 0.96}, {-0.936, 0.352}};
  private static final double[][] S2 = {{1, -0.5}, {0.25, 1}, {-0.75, 0.5}, {0.5, 0.75}};
  private static final List<Double> RATES = List.of(0.5, 0.25, 0.75);

  private static ModelSpec model(
      Kind kind, int depth, int heads, int keySize, double lambda, Initialisation start) {
    AttentionSpec attention =
        new AttentionSpec(
            kind,
            heads,
            keySize,
            Keys.CAUSAL,
            Scale.BY_KIND,
            Form.AUTO,
            WeightsSpec.FACTORED,
            new MesaSpec(Factor.fixed(lambda), MesaSpec.NOTHING));
    return new ModelSpec(
        depth, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 1, Update.TOKEN, 0, start);
  }

  private static ModelSpec steps(List<Double> rates, int heads, int keySize) {
    Initialisation start = Initialisation.constructed(rates, 0);
    return model(Kind.LINEAR, rates.size(), heads, keySize, 1, start);
  }

  private static ModelSpec ridge(double lambda, int heads, int keySize) {
    return model(Kind.MESA, 1, heads, keySize, lambda, Initialisation.constructed(List.of(), 0));
  }

  private static Network network(ModelSpec spec, TaskSpec task) {
    SequenceConstruction.refuse(spec, task);
    Network network = new Network(spec, task);
    Initialiser.initialise(network, 5);
    return network;
  }

  /** Puts a sequence into all lanes. */
  private static void show(Network network, double[][] states, boolean innerZero) {
    LaneMatrix tokens = network.block().tokens();
    int n = states[0].length;
    for (int t = 0; t < states.length; t++) {
      for (int i = 0; i < n; i++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          tokens.set(t, n + i, lane, innerZero ? 0 : (float) states[t][i]);
          tokens.set(t, 2 * n + i, lane, (float) states[t][i]);
          tokens.set(t, 3 * n + i, lane, t == 0 ? 0 : (float) states[t - 1][i]);
        }
      }
    }
  }

  private static void assertAnswers(ModelSpec spec, double[][] states, double[][] expected) {
    for (boolean innerZero : spec.depth() == 1 ? new boolean[] {false, true} : new boolean[1]) {
      Network network = network(spec, new Dynamics(2, 4, 1));
      show(network, states, innerZero);
      network.forward();
      for (int t = 0; t < expected.length; t++) {
        for (int i = 0; i < 2; i++) {
          for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
            assertThat((double) network.output().get(t, i, lane))
                .isCloseTo(expected[t][i], within(1e-6));
          }
        }
      }
    }
  }

  @Test
  void oneLayerTakesOneStep() {
    double[][] one = {{0, 0}, {0.09, 0.12}, {-0.084, 0.088}, {-0.2612, -0.2016}};
    double[][] two = {
      {0, 0}, {-0.015625, -0.0625}, {-0.12109375, -0.2109375}, {-0.15625, 0.140625}
    };
    for (int heads = 1; heads <= 3; heads++) {
      assertAnswers(steps(List.of(0.25), heads, 2), S1, one);
      assertAnswers(steps(List.of(0.25), heads, 0), S2, two);
    }
  }

  @Test
  void threeLayersOfTwoHeadsTakeThreeSteps() {
    double[][] one = {{0, 0}, {0.32625, 0.435}, {-0.44736, 0.26752}, {-0.83236136, -0.54118848}};
    double[][] two = {
      {0, 0},
      {-0.0491943359375, -0.19677734375},
      {-0.307329177856, -0.677341461182},
      {-0.574836730957, 0.53931427002}
    };
    for (int heads = 2; heads <= 4; heads++) {
      assertAnswers(steps(RATES, heads, 2), S1, one);
      assertAnswers(steps(RATES, heads, 0), S2, two);
    }
  }

  /** 1/λ = .1. */
  @Test
  void oneMesaLayerIsRidgeRegression() {
    double[][] one = {
      {0, 0},
      {0.327272727273, 0.436363636364},
      {-0.744282352941, 0.306447058824},
      {-0.780725083612, -0.503352508361}
    };
    double[][] two = {
      {0, 0},
      {-0.0462962962963, -0.185185185185},
      {-0.265450020738, -0.662588137702},
      {-0.591037984701, 0.555427327882}
    };
    assertAnswers(ridge(10, 1, 2), S1, one);
    assertAnswers(ridge(10, 3, 5), S2, two);
  }

  /** B_t q(A_t) s_t of a lane, step by step in double. */
  private static double[][] descent(double[][] states, List<Double> rates) {
    int n = states[0].length;
    double[][] answers = new double[states.length][n];
    for (int t = 0; t < states.length; t++) {
      double[][] map = new double[n][n];
      for (double rate : rates) {
        double[][] gradient = new double[n][n];
        for (int j = 1; j <= t; j++) {
          for (int r = 0; r < n; r++) {
            double error = states[j][r];
            for (int c = 0; c < n; c++) {
              error -= map[r][c] * states[j - 1][c];
            }
            for (int c = 0; c < n; c++) {
              gradient[r][c] += error * states[j - 1][c];
            }
          }
        }
        for (int r = 0; r < n; r++) {
          for (int c = 0; c < n; c++) {
            map[r][c] += rate * gradient[r][c];
          }
        }
      }
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < n; c++) {
          answers[t][r] += map[r][c] * states[t][c];
        }
      }
    }
    return answers;
  }

  private static double[][] states(Network network, int lane, int length, int n) {
    double[][] states = new double[length][n];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < n; i++) {
        states[t][i] = network.block().tokens().get(t, 2 * n + i, lane);
      }
    }
    return states;
  }

  /** Φ ← Φ - a ∂/∂Φ Σ ½ ‖s_j - Φ s_{j-1}‖² in double, with sizes that are no multiples of 16. */
  @ParameterizedTest
  @CsvSource({"3, 9, 1, 3", "3, 9, 2, 5", "5, 23, 4, 5", "7, 37, 6, 11"})
  void layersAreGradientDescentInDouble(int n, int length, int steps, int keySize) {
    List<Double> rates = List.of(0.02, 0.05, 0.01, 0.09, 0.03, 0.04).subList(0, steps);
    Dynamics task = new Dynamics(n, length, 1).withTransition(Transition.orthogonal());
    Network network = network(steps(rates, 3, keySize), task);
    task.sampler(network.block()).draw(3, Stream.EVAL, 0, 0);
    network.forward();
    double largest = 0;
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double[][] expected = descent(states(network, lane, length, n), rates);
      for (int t = 0; t < length; t++) {
        for (int i = 0; i < n; i++) {
          largest = Math.max(largest, Math.abs(expected[t][i]));
          assertThat((double) network.output().get(t, i, lane))
              .isCloseTo(expected[t][i], within(1e-5));
        }
      }
    }
    assertThat(largest).isGreaterThan(0.1);
  }

  /** Of observations of two features, keys and answers have two. */
  @Test
  void observationsAreSolvedAsStatesAre() {
    Dynamics task =
        new Dynamics(5, 11, 1)
            .withTransition(Transition.orthogonal())
            .withObservations(Observations.some(2));
    Network network = network(steps(RATES, 2, 2), task);
    task.sampler(network.block()).draw(3, Stream.EVAL, 0, 0);
    network.forward();
    double[][] expected = descent(states(network, 4, 11, 2), RATES);
    double largest = Math.abs(expected[10][0]);
    assertThat(largest).isGreaterThan(0.01);
    assertThat((double) network.output().get(10, 0, 4))
        .isCloseTo(expected[10][0], within(1e-5 * Math.max(1, largest)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void noAnswerDependsOnALaterToken(int of) {
    Dynamics task = new Dynamics(3, 9, 1);
    List<ModelSpec> models = List.of(steps(List.of(0.1), 1, 3), steps(RATES, 2, 3), ridge(2, 1, 3));
    Network network = network(models.get(of), task);
    task.sampler(network.block()).draw(3, Stream.EVAL, 0, 0);
    network.forward();
    LaneMatrix before = LaneMatrix.zeros(9, 3);
    before.copyFrom(network.output());
    for (int c = 0; c < 12; c++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        network.block().tokens().set(5, c, lane, Float.NaN);
      }
    }
    network.forward();
    for (int t = 0; t < 9; t++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        float after = network.output().get(t, 1, lane);
        if (t < 5) {
          assertThat(after).isEqualTo(before.get(t, 1, lane));
        } else {
          assertThat(after).isNotEqualTo(before.get(t, 1, lane));
        }
      }
    }
  }

  /** A lane of other sequences beside it gives a sequence the bits that it has in all lanes. */
  @Test
  void noLaneDependsOnAnother() {
    Dynamics task = new Dynamics(3, 9, 1).withTransition(Transition.orthogonal());
    for (ModelSpec spec : List.of(steps(RATES, 2, 3), ridge(2, 1, 3))) {
      Network network = network(spec, task);
      task.sampler(network.block()).draw(3, Stream.EVAL, 0, 0);
      Network alone = network(spec, task);
      show(alone, states(network, 13, 9, 3), false);
      network.forward();
      alone.forward();
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        for (int t = 0; t < 9; t++) {
          assertThat(alone.output().get(t, 2, lane)).isEqualTo(network.output().get(t, 2, 13));
        }
      }
    }
  }

  /** Two ones of a matrix of n = 2 for each head that is used, and not a bit elsewhere. */
  @Test
  void whatIsNotNamedIsZero() {
    Network network = network(steps(List.of(0.5, 0.25), 3, 3), new Dynamics(2, 4, 1));
    int[] set = new int[4];
    for (float value : network.parameters()) {
      assertThat(Float.floatToRawIntBits(value)).isNotEqualTo(Float.floatToRawIntBits(-0f));
      set[value == 1 ? 0 : Math.abs(value) == 0.5 ? 1 : Math.abs(value) == 0.25 ? 2 : 3]++;
    }
    assertThat(set).startsWith(2 * 2 * 2 * 3, 2 * 2, 2 * 2);
    assertThat(set[3]).isEqualTo(network.parameters().length - 24 - 8);
  }

  /** Draws of the law that is not cut, the same at every scale, on all weights alike. */
  @Test
  void noiseIsAddedToAllWeights() {
    Dynamics task = new Dynamics(3, 9, 1);
    float[] exact = network(steps(RATES, 2, 5), task).parameters();
    float[] near = noisy(task, 1e-3);
    float[] far = noisy(task, 1e-1);
    double squares = 0;
    for (int k = 0; k < exact.length; k++) {
      double draw = (far[k] - exact[k]) / 1e-1;
      assertThat((near[k] - exact[k]) / 1e-3).isCloseTo(draw, within(1e-3));
      assertThat(draw).as("weight %d", k).isNotZero();
      squares += draw * draw;
    }
    // four standard errors
    assertThat(squares / exact.length).isCloseTo(1, within(4 * Math.sqrt(2.0 / exact.length)));
  }

  private static float[] noisy(Dynamics task, double noise) {
    Initialisation start = Initialisation.constructed(RATES, noise);
    return network(model(Kind.LINEAR, 3, 2, 5, 1, start), task).parameters();
  }

  @Test
  void whatHasNoSuchWeightsIsRefused() {
    Dynamics task = new Dynamics(3, 9, 1);
    ModelSpec three = steps(RATES, 2, 3);
    SequenceConstruction.refuse(model(Kind.SOFTMAX, 3, 2, 3, 1, drawn()), task);
    refused(three, new LinearRegression(3, 4, 1, 1), "but this task has a query");
    refused(three, task.withTokens(SequenceTokens.RAW), "but tokens are raw");
    refused(three, task.withTokens(SequenceTokens.innerZero()), "have room for one of them");
    Initialisation start = three.initialisation();
    refused(model(Kind.SOFTMAX, 3, 2, 3, 1, start), task, "but attention is softmax");
    refused(model(Kind.RELU, 3, 2, 3, 1, start), task, "but attention is relu");
    refused(model(Kind.LINEAR, 2, 2, 3, 1, start), task, "layers need 2 in all, and 3 are given");
    refused(model(Kind.MESA, 1, 2, 3, 1, start), task, "layers need 0 in all, and 3 are given");
    refused(model(Kind.MESA, 2, 2, 3, 1, start), task, "there is nothing for others to do");
    refused(steps(RATES, 1, 3), task, "one of several steps takes two heads");
    refused(steps(RATES, 2, 2), task, "keys are states of 3 features, but have room for 2");
    AttentionSpec plain = three.attention();
    AttentionSpec scaled =
        new AttentionSpec(Kind.LINEAR, 2, 3, Keys.CAUSAL, Scale.INVERSE_ROOT_KEY_SIZE, Form.AUTO);
    AttentionSpec merged =
        new AttentionSpec(
            Kind.LINEAR,
            2,
            0,
            Keys.CAUSAL,
            Scale.BY_KIND,
            Form.AUTO,
            WeightsSpec.merged(Pattern.FULL, false));
    for (ModelSpec other :
        List.of(
            three.withCausal(CausalSpec.PLAIN.with(CausalSpec.QkNorm.ALL)),
            with(plain, 0.5, false),
            with(plain, 1, true),
            with(scaled, 1, false),
            with(merged, 1, false))) {
      refused(other, task, SequenceConstruction.ALONE);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Initialisation.constructed(List.of(0.0), 0))
        .withMessage("rate is 0.0, must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Initialisation.constructed(List.of(), -1))
        .withMessage("scale is -1.0, must be positive");
  }

  private static Initialisation drawn() {
    return new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 1);
  }

  private static ModelSpec with(AttentionSpec attention, double dampening, boolean tied) {
    return new ModelSpec(
        3,
        tied,
        attention,
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        dampening,
        Update.TOKEN,
        0,
        Initialisation.constructed(RATES, 0));
  }

  private static void refused(ModelSpec model, TaskSpec task, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SequenceConstruction.refuse(model, task))
        .withMessageContaining(why);
  }
}
