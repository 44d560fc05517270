package org.iclsweep.learner;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.learner.AttentionMatrices.matrix;
import static org.iclsweep.learner.AttentionMatrices.product;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proposition 1 with its own weights: from any W_0 and with several outputs, a layer of linear
 * attention is a step of gradient descent. The query's labels start at -W_0 x.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), proposition 1 and
 *     appendix A.1</a>
 */
class PropositionOneTest {

  /** x_1 = (1, 0), y_1 = 2; x_2 = (.5, .5), y_2 = -1; x_query = (1, 1). */
  private static final double[][] EXAMPLE = {{1, 0, 2}, {.5, .5, -1}, {1, 1, 0}};

  @Test
  void threeStepsWorkedOutByHand() {
    AttentionMatrices layer = layer(new double[1][2], 0.5 / 2, 0);
    holds(layer, EXAMPLE, 1, new double[][] {{1, 0, 1.625}, {.5, .5, -1.125}, {1, 1, -.25}});
    holds(layer, EXAMPLE, 2, new double[][] {{1, 0, 1.359375}, {.5, .5, -1.1875}, {1, 1, -.375}});
    holds(
        layer,
        EXAMPLE,
        3,
        new double[][] {{1, 0, 1.16796875}, {.5, .5, -1.208984375}, {1, 1, -.41796875}});
  }

  @Test
  void twoStepsOfGdPlusPlusWorkedOutByHand() {
    AttentionMatrices layer = layer(new double[1][2], 0.5 / 2, 0.1);
    holds(
        layer,
        EXAMPLE,
        1,
        new double[][] {{.875, -.025, 1.625}, {.425, .475, -1.125}, {.85, .95, -.25}});
    double[][] second = layer.inDouble(EXAMPLE, 2);
    assertThat(second[0][2]).isCloseTo(1.4149609375, within(1e-10));
    assertThat(second[1][2]).isCloseTo(-1.1569921875, within(1e-10));
    assertThat(second[2])
        .containsExactly(new double[] {.75246875, .91320625, -.313984375}, within(1e-10));
    holds(layer, EXAMPLE, 2, second);
    double[][] third = layer.inDouble(EXAMPLE, 3);
    // eleven decimals were worked out
    assertThat(third[2][2]).isCloseTo(-.30949446939, within(5e-12));
    holds(layer, EXAMPLE, 3, third);
  }

  @Test
  void aStepFromOtherInitialWeightsWorkedOutByHand() {
    double[][] initial = {{.3, -.2}};
    double[][] tokens = {EXAMPLE[0], EXAMPLE[1], {1, 1, -.1}};
    AttentionMatrices layer = layer(initial, 0.5 / 2, 0);
    holds(layer, tokens, 1, new double[][] {{1, 0, 1.70625}, {.5, .5, -1.08125}, {1, 1, -.2625}});
    // the same as ŷ = W_1 x
    assertThat(.59375 - .33125).isCloseTo(.2625, within(1e-15));
  }

  /** The self-check of the released code: 45 examples, 12 inputs, 8 outputs, 100 looped layers. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aHundredLayersAreAHundredStepsFromRandomWeights(long seed) {
    Random random = new Random(seed);
    int context = 45;
    double[][] inputs = matrix(context + 1, 12, (r, c) -> 2 * random.nextDouble() - 1);
    double[][] teacher = matrix(12, 8, (r, c) -> random.nextGaussian());
    double[][] labels = product(inputs, teacher);
    double[][] initial = matrix(8, 12, (r, c) -> random.nextGaussian());
    double[][] expected = Descent.weights(inputs, labels, initial, 100, 1);
    double[][] tokens = tokens(inputs, labels, initial);

    AttentionMatrices layer = layer(initial, 1.0 / context, 0);
    double largest =
        stream(tokens).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    double[] exact = layer.inDouble(tokens, 100)[context];
    double[] layers = layer.inLayers(tokens, 100)[context];
    for (int o = 0; o < 8; o++) {
      double prediction = AttentionMatrices.dot(expected[o], inputs[context]);
      assertThat(-exact[12 + o]).isCloseTo(prediction, within(1e-10));
      // a hundred layers, each with some roundings of the largest token
      assertThat(-layers[12 + o]).isCloseTo(prediction, within(100 * 0x1p-22 * largest));
    }
  }

  /** Tokens (x, y), the last one with -W_0 x in the place of y. */
  private static double[][] tokens(double[][] inputs, double[][] labels, double[][] initial) {
    int dim = inputs[0].length;
    int query = inputs.length - 1;
    return matrix(
        inputs.length,
        dim + initial.length,
        (t, c) ->
            c < dim
                ? inputs[t][c]
                : t < query
                    ? labels[t][c - dim]
                    : -AttentionMatrices.dot(initial[c - dim], inputs[t]));
  }

  /** W_Q = W_K = diag(I, 0), W_V = [[I, W_0ᵀ], [0, -I]], W_O = diag(-γ I, (η/N) I). */
  private static AttentionMatrices layer(double[][] initial, double rate, double gamma) {
    int outputs = initial.length;
    int dim = initial[0].length;
    int width = dim + outputs;
    double[][] selected = matrix(width, width, (r, c) -> r == c && r < dim ? 1 : 0);
    double[][] value =
        matrix(
            width,
            width,
            (r, c) -> r == c ? (r < dim ? 1 : -1) : r < dim && c >= dim ? initial[c - dim][r] : 0);
    double[][] projection = matrix(width, width, (r, c) -> r != c ? 0 : r < dim ? -gamma : rate);
    return new AttentionMatrices(false, selected, selected, value, projection);
  }

  private static void holds(
      AttentionMatrices layer, double[][] tokens, int steps, double[][] expected) {
    double[][] exact = layer.inDouble(tokens, steps);
    double[][] layers = layer.inLayers(tokens, steps);
    for (int t = 0; t < expected.length; t++) {
      assertThat(exact[t]).containsExactly(expected[t], within(1e-10));
      assertThat(layers[t]).containsExactly(expected[t], within(1e-5));
    }
  }
}
