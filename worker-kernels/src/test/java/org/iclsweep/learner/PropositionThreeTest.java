package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.learner.AttentionMatrices.matrix;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proposition 3: where x and y come as tokens in turns, with a one-hot code of their positions, a
 * layer copies each label beside its input, and the next layer is a step of gradient descent.
 *
 * <pre>
 *   tokens (x_j | p), ((0, y_j) | p), .., (x_query | p);   next: p_t → p_t+1
 *   W_K = (0, I),  W_Q = (0, next),  W_V = (content → code, own code of the one who looks → -1)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), proposition 3</a>
 */
class PropositionThreeTest {

  private static final int DIM = 3;
  private static final int CONTEXT = 5;
  private static final int TOKENS = 2 * CONTEXT + 1;
  private static final int WIDTH = DIM + TOKENS;

  /** Where in a token's code the label comes to lie. */
  private static final int LABEL = DIM + DIM - 1;

  private double[][] inputs;
  private double[][] labels;
  private double[][] tokens;

  @BeforeEach
  void draw() {
    Random random = new Random(7);
    inputs = matrix(CONTEXT + 1, DIM, (s, i) -> random.nextGaussian());
    labels = matrix(CONTEXT, 1, (s, o) -> random.nextGaussian());
    tokens =
        matrix(
            TOKENS,
            WIDTH,
            (t, c) ->
                c >= DIM
                    ? (c - DIM == t ? 1 : 0)
                    : t % 2 == 0 ? inputs[t / 2][c] : c == DIM - 1 ? labels[t / 2][0] : 0);
  }

  /**
   * With a softmax, scores of 60 leave e^-60 for all others. The last label and the query have no
   * next token to look at.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNextTokenTakesThePlaceOfTheCode(boolean softmax) {
    AttentionMatrices copy = copy(softmax, softmax ? 60 : 1, false);
    double[][] exact = copy.inDouble(tokens, 1);
    double[][] layers = copy.inLayers(tokens, 1);
    for (int t = 0; t < TOKENS - 2; t++) {
      for (int c = 0; c < WIDTH; c++) {
        double content = c < DIM ? tokens[t][c] : c < 2 * DIM ? tokens[t + 1][c - DIM] : 0;
        assertThat(exact[t][c]).isCloseTo(content, within(1e-10));
        assertThat(layers[t][c]).isCloseTo(content, within(1e-6));
      }
    }
  }

  /**
   * Departure: label tokens copy nothing, so that nothing has to cancel the pairs (y_j, x_j+1) that
   * they would become.
   */
  @Test
  void copyingAndAStepOfGradientDescentAreTwoLayers() {
    double rate = 0.7;
    double[] weights = Descent.weights(inputs, labels, new double[1][DIM], 1, rate)[0];
    double expected = AttentionMatrices.dot(weights, inputs[CONTEXT]);

    AttentionMatrices copy = copy(false, 1, true);
    AttentionMatrices descend = descend(rate / CONTEXT);
    double[] exact = descend.inDouble(copy.inDouble(tokens, 1), 1)[TOKENS - 1];
    double[] layers = descend.inLayers(copy.inLayers(tokens, 1), 1)[TOKENS - 1];
    assertThat(-exact[LABEL]).isCloseTo(expected, within(1e-10));
    assertThat(-layers[LABEL]).isCloseTo(expected, within(1e-6));
  }

  /**
   * @param score of the next token; of all others it is 0
   * @param inputsOnly whether only tokens of inputs look at the next one
   */
  private static AttentionMatrices copy(boolean softmax, double score, boolean inputsOnly) {
    double[][] query =
        matrix(
            WIDTH,
            WIDTH,
            (r, c) -> r >= DIM && c == r + 1 && !(inputsOnly && (r - DIM) % 2 == 1) ? score : 0);
    double[][] key = matrix(WIDTH, WIDTH, (r, c) -> r == c && r >= DIM ? 1 : 0);
    double[][] value =
        matrix(
            WIDTH,
            WIDTH,
            (r, c) -> r < DIM ? (c == r + DIM ? 1 : 0) : c >= DIM && c == r - 1 ? -1 : 0);
    double[][] projection = matrix(WIDTH, WIDTH, (r, c) -> r == c ? 1 : 0);
    return new AttentionMatrices(softmax, query, key, value, projection);
  }

  private static AttentionMatrices descend(double step) {
    double[][] inputs = matrix(WIDTH, WIDTH, (r, c) -> r == c && r < DIM ? 1 : 0);
    double[][] value = matrix(WIDTH, WIDTH, (r, c) -> r == c && r == LABEL ? 1 : 0);
    double[][] projection = matrix(WIDTH, WIDTH, (r, c) -> r == c && r == LABEL ? -step : 0);
    return new AttentionMatrices(false, inputs, inputs, value, projection);
  }
}
