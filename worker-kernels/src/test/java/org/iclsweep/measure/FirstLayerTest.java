package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.CausalSpec;
import org.iclsweep.model.CausalSpec.Answer;
import org.iclsweep.model.CausalSpec.PositionsFor;
import org.iclsweep.model.CausalSpec.QkNorm;
import org.iclsweep.model.DoubleNetwork;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How far the first layer looks back, and on what it depends, against definitions in double. */
class FirstLayerTest {

  private static final int DIM = 3;
  private static final int LENGTH = 11;
  private static final int LAGS = 2;

  /** No multiple of a block's tasks. */
  private static final int TASKS = 21;

  private static final Dynamics CONSTRUCTED =
      new Dynamics(DIM, LENGTH, 5).withTransition(Transition.orthogonal());

  private record Case(String name, ModelSpec model, Dynamics task) {
    Network network() {
      Network network = new Network(model, task);
      Initialiser.initialise(network, 7);
      return network;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> softmax() {
    return Stream.of(
        of("factors", Kind.SOFTMAX, 2, 0, 0, Form.AUTO, SequenceTokens.CONSTRUCTED),
        of("products", Kind.SOFTMAX, 0, 0, 0, Form.TOKENS, SequenceTokens.CONSTRUCTED),
        of("embedded", Kind.SOFTMAX_THEN_LINEAR, 2, 8, 4, Form.AUTO, SequenceTokens.RAW),
        ofKeys("positions of keys", QkNorm.NONE),
        ofKeys("one length", QkNorm.ALL));
  }

  static Stream<Case> all() {
    return Stream.concat(
        softmax(),
        Stream.of(
            of("linear", Kind.LINEAR, 2, 0, 0, Form.AUTO, SequenceTokens.CONSTRUCTED),
            of("stacked", Kind.LINEAR, 4, 0, 3, Form.AUTO, SequenceTokens.stacked(3))));
  }

  private static Case ofKeys(String name, QkNorm norm) {
    Case plain = of(name, Kind.SOFTMAX, 2, 8, 0, Form.AUTO, SequenceTokens.RAW);
    CausalSpec keys = new CausalSpec(Answer.LINEAR, PositionsFor.FIRST_KEYS, norm);
    return new Case(name, plain.model().withCausal(keys), plain.task());
  }

  private static Case of(
      String name,
      Kind kind,
      int keySize,
      int embedding,
      int positions,
      Form form,
      SequenceTokens tokens) {
    AttentionSpec attention = new AttentionSpec(kind, 2, keySize, Keys.CAUSAL, Scale.BY_KIND, form);
    ModelSpec model =
        new ModelSpec(
            2,
            false,
            attention,
            MlpSpec.NONE,
            NormPlace.NONE,
            embedding,
            positions,
            0.8,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.6));
    return new Case(name, model, CONSTRUCTED.withTokens(tokens));
  }

  @ParameterizedTest
  @MethodSource("softmax")
  void sharesAreASoftmaxOfScores(Case of) {
    Network network = of.network();
    LagShares shares = new LagShares(network, set(of.task(), TASKS), LAGS);
    List<LagShares.Share> measured = shares.measure();
    assertThat(shares.measure()).as("once more").isEqualTo(measured);
    double[][] sums = new double[2][LAGS + 1];
    double[][] squares = new double[2][LAGS + 1];
    forEachTask(
        network,
        of.task(),
        tokens -> {
          for (int h = 0; h < 2; h++) {
            double[] looks = looks(new DoubleNetwork(network).stream(tokens, 0), network, h);
            for (int lag = 0; lag <= LAGS; lag++) {
              sums[h][lag] += looks[lag] / TASKS;
              squares[h][lag] += looks[lag] * looks[lag] / TASKS;
            }
          }
        });
    assertThat(measured).hasSize(2 * (LAGS + 1));
    for (LagShares.Share each : measured) {
      double mean = sums[each.head()][each.lag()];
      double variance = squares[each.head()][each.lag()] - mean * mean;
      assertThat(each.share()).as("%s", each).isCloseTo(mean, within(1e-6));
      // scores of single precision move a share by 1e-6 of what it spreads
      assertThat(each.deviation()).as("%s", each).isCloseTo(Math.sqrt(variance), within(1e-5));
      assertThat(each.deviation()).isGreaterThan(1e-3);
    }
    assertThat(measured.get(1).lag()).isEqualTo(1);
    assertThat(measured.get(LAGS + 1).head()).isEqualTo(1);
  }

  /** Mean over the positions that have enough tokens before them. */
  private static double[] looks(double[][] stream, Network network, int head) {
    var weights = network.weights().get(0);
    CausalSpec causal = network.spec().causal();
    boolean coded = causal.positions() == PositionsFor.FIRST_KEYS;
    double[][] read = coded ? coded(stream) : stream;
    double[][] q = times(read, weights.weight(Name.QUERY, head));
    double[][] k = times(read, weights.weight(Name.KEY, head));
    if (causal.norm() == QkNorm.ALL) {
      unit(q);
      unit(k);
    }
    double[] means = new double[LAGS + 1];
    for (int t = LAGS; t < LENGTH; t++) {
      double[] exponentials = new double[t + 1];
      double sum = 0;
      for (int s = 0; s <= t; s++) {
        double score = 0;
        for (int i = 0; i < q[t].length; i++) {
          score += q[t][i] * k[s][i] / Math.sqrt(q[t].length);
        }
        exponentials[s] = Math.exp(score);
        sum += exponentials[s];
      }
      for (int lag = 0; lag <= LAGS; lag++) {
        means[lag] += exponentials[t - lag] / sum / (LENGTH - LAGS);
      }
    }
    return means;
  }

  /** A sine and a cosine of each position for each two features, behind these. */
  private static double[][] coded(double[][] stream) {
    int width = stream[0].length;
    double[][] coded = new double[stream.length][2 * width];
    for (int t = 0; t < stream.length; t++) {
      System.arraycopy(stream[t], 0, coded[t], 0, width);
      for (int i = 0; i < width; i++) {
        double angle = t * Math.pow(10_000, -(double) (i - i % 2) / width);
        coded[t][width + i] = i % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
    }
    return coded;
  }

  private static void unit(double[][] rows) {
    for (double[] row : rows) {
      double length = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
      Arrays.setAll(row, i -> row[i] / length);
    }
  }

  private static double[][] times(double[][] rows, org.iclsweep.lanes.SharedMatrix matrix) {
    double[][] product = new double[rows.length][matrix.cols()];
    for (int t = 0; t < rows.length; t++) {
      for (int c = 0; c < matrix.cols(); c++) {
        for (int r = 0; r < matrix.rows(); r++) {
          product[t][c] += rows[t][r] * matrix.get(r, c);
        }
      }
    }
    return product;
  }

  /** All a token's looks: as many lags as there are tokens before the last. */
  @Test
  void sharesOfTheLastTokenSumToOne() {
    Case of = softmax().findFirst().orElseThrow();
    List<LagShares.Share> measured =
        new LagShares(of.network(), set(of.task(), TASKS), LENGTH - 1).measure();
    double sum = measured.stream().limit(LENGTH).mapToDouble(LagShares.Share::share).sum();
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  /** Central differences by one observation, in all tokens that show it. */
  @ParameterizedTest
  @MethodSource("all")
  void sensitivitiesAreMeansOfNormsOfDerivatives(Case of) {
    Network network = of.network();
    List<Integer> positions = List.of(3, LENGTH);
    LagSensitivity first = new LagSensitivity(network, set(of.task(), TASKS), LAGS, positions);
    List<LagSensitivity.AtLag> measured = first.measure();
    assertThat(first.measure()).as("once more").isEqualTo(measured);
    DoubleNetwork reference = new DoubleNetwork(network);
    double[][] norms = new double[LENGTH + 1][LENGTH];
    forEachTask(
        network,
        of.task(),
        tokens -> {
          for (int t : positions) {
            for (int lag = 0; lag < t; lag++) {
              norms[t][lag] += meanNorm(reference, of.task(), tokens, t - 1, t - 1 - lag) / TASKS;
            }
          }
        });
    List<String> expected = new ArrayList<>();
    for (int t : positions) {
      for (int lag = 0; lag <= LAGS; lag++) {
        expected.add(t + " " + lag);
        assertClose(measured.get(expected.size() - 1), norms[t][lag]);
      }
      if (t > LAGS + 1) {
        double rest = 0;
        for (int lag = LAGS + 1; lag < t; lag++) {
          rest += norms[t][lag] / (t - LAGS - 1);
        }
        expected.add(t + " null");
        assertClose(measured.get(expected.size() - 1), rest);
      }
    }
    assertThat(measured).extracting(each -> each.position() + " " + each.lag()).isEqualTo(expected);
  }

  private static void assertClose(LagSensitivity.AtLag measured, double expected) {
    assertThat(measured.sensitivity()).as("%s", measured).isCloseTo(expected, within(2e-6));
    assertThat(expected).isGreaterThan(1e-4);
  }

  /** Mean over channels of the norm of the derivative of token t by observation j. */
  private static double meanNorm(
      DoubleNetwork network, Dynamics task, double[][] tokens, int t, int j) {
    double[][] gradient = new double[network.stream(tokens, 1)[0].length][DIM];
    for (int i = 0; i < DIM; i++) {
      double[] above = network.stream(moved(task, tokens, j, i, 1e-6), 1)[t];
      double[] below = network.stream(moved(task, tokens, j, i, -1e-6), 1)[t];
      for (int c = 0; c < above.length; c++) {
        gradient[c][i] = (above[c] - below[c]) / 2e-6;
      }
    }
    double sum = 0;
    for (double[] each : gradient) {
      sum += Math.sqrt(each[0] * each[0] + each[1] * each[1] + each[2] * each[2]);
    }
    return sum / gradient.length;
  }

  /** The tokens, had feature i of observation j been more. */
  private static double[][] moved(Dynamics task, double[][] tokens, int j, int i, double by) {
    double[][] moved = Stream.of(tokens).map(double[]::clone).toArray(double[][]::new);
    switch (task.tokensOf().layout()) {
      case CONSTRUCTED -> {
        moved[j][DIM + i] += by;
        moved[j][2 * DIM + i] += by;
        if (j + 1 < LENGTH) {
          moved[j + 1][3 * DIM + i] += by;
        }
      }
      case STACKED -> {
        for (int lag = 0; lag < 3 && j + lag < LENGTH; lag++) {
          moved[j + lag][lag * DIM + i] += by;
        }
      }
      case RAW -> moved[j][i] += by;
    }
    return moved;
  }

  private static EvaluationSet set(Dynamics task, int tasks) {
    return new EvaluationSet(task, org.iclsweep.random.Stream.EVAL, 6, tasks);
  }

  private interface OfTask {
    void see(double[][] tokens);
  }

  private static void forEachTask(Network network, Dynamics task, OfTask visitor) {
    TaskSampler sampler = task.sampler(network.block());
    LaneMatrix tokens = network.block().tokens();
    for (int number = 0; number < TASKS; number++) {
      int lane = number % LaneMatrix.LANES;
      sampler.draw(6, org.iclsweep.random.Stream.EVAL, 0, number - lane);
      double[][] copy = new double[tokens.rows()][tokens.cols()];
      for (int t = 0; t < copy.length; t++) {
        for (int c = 0; c < copy[t].length; c++) {
          copy[t][c] = tokens.get(t, c, lane);
        }
      }
      visitor.see(copy);
    }
  }
}
