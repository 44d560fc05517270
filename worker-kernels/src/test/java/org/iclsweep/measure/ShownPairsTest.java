package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.DoubleNetwork;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.States;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.Transition;
import org.junit.jupiter.api.Test;

class ShownPairsTest {

  private static final int DIM = 3;
  private static final int POSITIONS = 4;
  private static final int PAIRS = 5;
  private static final int PREFIX = 2;

  /** No multiple of a block's tasks. */
  private static final int BATCH = 19;

  private static final Dynamics TASK =
      new Dynamics(DIM, 23, 42)
          .withTransition(Transition.orthogonal())
          .withStates(States.PLAIN.withNoise(0.1))
          .withTokens(SequenceTokens.RAW);

  private static ModelSpec model(Kind kind, int embedding) {
    return new ModelSpec(
        2,
        false,
        new AttentionSpec(kind, 2, 3, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO),
        MlpSpec.NONE,
        NormPlace.NONE,
        embedding,
        POSITIONS,
        1,
        Update.TOKEN,
        0,
        new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 1));
  }

  private static Network trained(Kind kind, int embedding) {
    Network network = new Network(model(kind, embedding), TASK);
    Initialiser.initialise(network, 11);
    return network;
  }

  private static TokenVectors separator() {
    return TokenVectors.drawn(1, DIM, 3, 0);
  }

  private static TokenVectors prefix() {
    return TokenVectors.drawn(PREFIX, DIM, 3, 1);
  }

  /** Those of a task. */
  private record Pairs(double[][] inputs, double[][] labels) {

    /** Of a lane of the block last drawn. */
    static Pairs of(ShownPairs shown, int lane) {
      double[][] inputs = new double[PAIRS][];
      double[][] labels = new double[PAIRS][];
      for (int pair = 0; pair < PAIRS; pair++) {
        inputs[pair] = row(shown.inputs(), pair, lane);
        labels[pair] = row(shown.labels(), pair, lane);
      }
      return new Pairs(inputs, labels);
    }
  }

  /** A sequence as the document says, in the order in which it is read. */
  private static double[][] tokens(Pairs pairs, double[][] separator, double[][] prefix) {
    List<double[]> rows = new ArrayList<>(List.of(prefix));
    for (int pair = 0; pair < PAIRS; pair++) {
      rows.add(pairs.inputs[pair]);
      if (pair < PAIRS - 1) {
        rows.add(pairs.labels[pair]);
        rows.addAll(List.of(separator));
      }
    }
    LaneMatrix code = new TaskBlock(TASK, POSITIONS).tokens();
    double[][] tokens = new double[rows.size()][DIM + POSITIONS];
    for (int t = 0; t < tokens.length; t++) {
      System.arraycopy(rows.get(t), 0, tokens[t], 0, DIM);
      for (int c = DIM; c < DIM + POSITIONS; c++) {
        tokens[t][c] = code.get(t, c, 0);
      }
    }
    return tokens;
  }

  private static double[] row(LaneMatrix rows, int row, int lane) {
    double[] values = new double[DIM];
    for (int i = 0; i < DIM; i++) {
      values[i] = rows.get(row, i, lane);
    }
    return values;
  }

  private static double[][] rows(TokenVectors vectors) {
    double[][] rows = new double[vectors.count()][DIM];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < DIM; i++) {
        rows[k][i] = vectors.values()[k * DIM + i];
      }
    }
    return rows;
  }

  private static double[][] answers(
      DoubleNetwork network, Pairs pairs, double[][] separator, double[][] prefix) {
    double[][] tokens = tokens(pairs, separator, prefix);
    ReadOut readOut = TASK.withLength(tokens.length).readOut();
    double[][] outputs = network.outputs(tokens, readOut);
    double[][] answers = new double[PAIRS][];
    for (int pair = 0; pair < PAIRS; pair++) {
      answers[pair] = outputs[prefix.length + pair * (2 + separator.length)];
    }
    return answers;
  }

  @Test
  void answersAreThoseOfTheTrainedModelToTheseTokens() {
    for (Kind kind : List.of(Kind.LINEAR, Kind.SOFTMAX)) {
      for (int embedding : new int[] {0, 7}) {
        Network trained = trained(kind, embedding);
        TokenVectors none = TokenVectors.none(DIM);
        assertAnswers(trained, none, none);
        assertAnswers(trained, separator(), none);
        assertAnswers(trained, none, prefix());
        assertAnswers(trained, separator(), prefix());
      }
    }
  }

  private static void assertAnswers(Network trained, TokenVectors separator, TokenVectors prefix) {
    ShownPairs shown = new ShownPairs(trained, TASK, List.of(3, 2), separator, prefix);
    // what was there before leaves no trace
    shown.answer(1, Stream.EVAL, 0, 64);
    shown.answer(1, Stream.EVAL, 0, 16);
    DoubleNetwork exact = new DoubleNetwork(trained);
    for (int lane : new int[] {0, 15}) {
      double[][] expected = answers(exact, Pairs.of(shown, lane), rows(separator), rows(prefix));
      for (int pair = 0; pair < PAIRS; pair++) {
        for (int i = 0; i < DIM; i++) {
          assertThat((double) shown.answers().get(pair, i, lane))
              .isCloseTo(expected[pair][i], within(1e-5 * (1 + Math.abs(expected[pair][i]))));
        }
      }
    }
  }

  @Test
  void gradientsAreThoseOfTheLossInDouble() {
    for (Kind kind : List.of(Kind.LINEAR, Kind.SOFTMAX)) {
      for (int embedding : new int[] {0, 7}) {
        assertGradients(trained(kind, embedding));
      }
    }
  }

  private static void assertGradients(Network trained) {
    TokenVectors separator = separator();
    TokenVectors prefix = prefix();
    ShownPairs shown = new ShownPairs(trained, TASK, List.of(PAIRS), separator, prefix);
    // sums of a step before are forgotten
    shown.gradient(6, 1, BATCH);
    double loss = shown.gradient(6, 2, BATCH);
    DoubleNetwork exact = new DoubleNetwork(trained);
    double[][] eos = rows(separator);
    double[][] before = rows(prefix);
    List<Pairs> batch = new ArrayList<>();
    for (int task = 0; task < BATCH; task++) {
      int lane = task % LaneMatrix.LANES;
      shown.answer(6, Stream.TUNE, 2, task - lane);
      batch.add(Pairs.of(shown, lane));
    }
    double expected = loss(exact, batch, eos, before);
    assertThat(loss).isCloseTo(expected, within(1e-5 * expected));
    assertThat(separator.gradient()).isNotEqualTo(new float[DIM]);
    assertGradient(separator.gradient(), eos, exact, batch, eos, before);
    assertGradient(prefix.gradient(), before, exact, batch, eos, before);
  }

  /** Of central differences in double; the gradient itself is single precision. */
  private static void assertGradient(
      float[] gradient,
      double[][] moved,
      DoubleNetwork exact,
      List<Pairs> batch,
      double[][] eos,
      double[][] before) {
    double largest = 0;
    double[] differences = new double[gradient.length];
    for (int k = 0; k < gradient.length; k++) {
      double[] row = moved[k / DIM];
      double value = row[k % DIM];
      double h = 1e-5;
      row[k % DIM] = value + h;
      double above = loss(exact, batch, eos, before);
      row[k % DIM] = value - h;
      double below = loss(exact, batch, eos, before);
      row[k % DIM] = value;
      differences[k] = (above - below) / (2 * h);
      largest = Math.max(largest, Math.abs(differences[k]));
    }
    for (int k = 0; k < gradient.length; k++) {
      assertThat((double) gradient[k]).isCloseTo(differences[k], within(1e-4 * largest));
    }
  }

  private static double loss(
      DoubleNetwork network, List<Pairs> batch, double[][] eos, double[][] prefix) {
    double sum = 0;
    for (Pairs pairs : batch) {
      double[][] answers = answers(network, pairs, eos, prefix);
      for (int pair = 0; pair < PAIRS; pair++) {
        for (int i = 0; i < DIM; i++) {
          double error = answers[pair][i] - pairs.labels[pair][i];
          sum += error * error / 2;
        }
      }
    }
    return sum / (BATCH * PAIRS);
  }

  @Test
  void theModelStaysAsItIs() {
    Network trained = trained(Kind.SOFTMAX, 7);
    float[] parameters = trained.parameters().clone();
    ShownPairs shown = new ShownPairs(trained, TASK, List.of(PAIRS), separator(), prefix());
    shown.gradient(6, 1, BATCH);
    shown.gradient(6, 2, BATCH);
    assertThat(trained.parameters()).isEqualTo(parameters);
    assertThat(shown.parameters()).isEqualTo(parameters).isNotSameAs(trained.parameters());
  }

  /**
   * Tasks are seen in blocks of whatever others: their answers and gradients have the same bits.
   */
  @Test
  void bitsDoNotDependOnTheBlock() {
    TokenVectors separator = separator();
    ShownPairs shown =
        new ShownPairs(trained(Kind.LINEAR, 7), TASK, List.of(PAIRS), separator, prefix());
    shown.answer(1, Stream.EVAL, 0, 16);
    float[] seen = new float[PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      seen[pair] = shown.answers().get(pair, 1, 5);
    }
    shown.answer(1, Stream.EVAL, 0, 21);
    for (int pair = 0; pair < PAIRS; pair++) {
      assertThat(shown.answers().get(pair, 1, 0)).isEqualTo(seen[pair]);
    }
    shown.gradient(6, 2, BATCH);
    float[] gradient = separator.gradient().clone();
    shown.gradient(6, 3, BATCH);
    assertThat(separator.gradient()).isNotEqualTo(gradient);
    shown.gradient(6, 2, BATCH);
    assertThat(separator.gradient()).isEqualTo(gradient);
  }

  @Test
  void vectorsStartAsStandardNormalDraws() {
    float[] values = TokenVectors.drawn(1000, DIM, 8, 1).values();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }
    double n = values.length;
    assertThat(sum / n).isCloseTo(0, within(4 / Math.sqrt(n)));
    assertThat(squares / n).isCloseTo(1, within(4 * Math.sqrt(2 / n)));
    assertThat(TokenVectors.drawn(1, DIM, 8, 0).values())
        .isNotEqualTo(TokenVectors.drawn(1, DIM, 8, 1).values())
        .isNotEqualTo(TokenVectors.drawn(1, DIM, 9, 0).values());
  }
}
