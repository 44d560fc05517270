package org.iclsweep.learner;

import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.learner.AttentionMatrices.dot;
import static org.iclsweep.learner.AttentionMatrices.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two softmax heads of opposite signs cancel each other's offset: for small scores they are a step
 * of gradient descent on inputs whose mean is taken off.
 *
 * <pre>
 *   softmax(ε S)_i - softmax(-ε S)_i = (2 ε / N) (S_i - mean S) + O(ε³),   S_i = x_i·x
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 2 and appendix
 *     A.4</a>
 */
class TwoSoftmaxHeadsTest {

  private static final int DIM = 3;
  private static final int CONTEXT = 7;
  private static final Random RANDOM = new Random(11);
  private static final double[][] TOKENS =
      matrix(CONTEXT + 1, DIM + 1, (t, c) -> t == CONTEXT && c == DIM ? 0 : RANDOM.nextGaussian());

  @Test
  void oppositeHeadsAreAStepOnCentredInputs() {
    double scale = 1e-3;
    double expected = centredStep(scale);
    assertThat(update(scale)).isCloseTo(expected, within(scale * scale * 10 * Math.abs(expected)));
    double[][] layers =
        AttentionMatrices.inLayers(List.of(head(scale, 1), head(-scale, -1)), TOKENS, 1);
    // the two heads' means of labels, of order 1, cancel down to a thousandth
    assertThat(layers[CONTEXT][DIM]).isCloseTo(expected, within(1e-6));
  }

  @Test
  void whatIsLeftFallsWithTheCubeOfTheScores() {
    double large = update(0.02) - centredStep(0.02);
    double small = update(0.01) - centredStep(0.01);
    assertThat(large / small).isCloseTo(8, within(0.1));
  }

  @Test
  void oneHeadIsOffByTheMeanLabel() {
    double[][] one = head(1e-3, 1).update(TOKENS);
    double mean = range(0, CONTEXT).mapToDouble(s -> TOKENS[s][DIM]).average().orElseThrow();
    assertThat(one[CONTEXT][DIM]).isCloseTo(mean, within(0.01));
  }

  private static double update(double scale) {
    return head(scale, 1).update(TOKENS)[CONTEXT][DIM]
        + head(-scale, -1).update(TOKENS)[CONTEXT][DIM];
  }

  private static double centredStep(double scale) {
    double[] scores =
        range(0, CONTEXT).mapToDouble(s -> dot(input(TOKENS[s]), input(TOKENS[CONTEXT]))).toArray();
    double mean = range(0, CONTEXT).mapToDouble(s -> scores[s]).average().orElseThrow();
    return range(0, CONTEXT).mapToDouble(s -> (scores[s] - mean) * TOKENS[s][DIM]).sum()
        * 2
        * scale
        / CONTEXT;
  }

  private static double[] input(double[] token) {
    return Arrays.copyOf(token, DIM);
  }

  /**
   * Scores {@code scale · x_i·x}; what it adds to the label is {@code sign} times the mix of
   * labels.
   */
  private static AttentionMatrices head(double scale, double sign) {
    double[][] query = matrix(DIM + 1, DIM + 1, (r, c) -> r == c && r < DIM ? scale : 0);
    double[][] key = matrix(DIM + 1, DIM + 1, (r, c) -> r == c && r < DIM ? 1 : 0);
    double[][] label = matrix(DIM + 1, DIM + 1, (r, c) -> r == c && r == DIM ? 1 : 0);
    double[][] projection = matrix(DIM + 1, DIM + 1, (r, c) -> r == c && r == DIM ? sign : 0);
    return new AttentionMatrices(true, query, key, label, projection);
  }
}
