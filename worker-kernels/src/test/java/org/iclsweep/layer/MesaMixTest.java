package org.iclsweep.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.lanes.LaneMatrix.LANES;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two heads of the mesa layer, whole, against solved systems in double. */
class MesaMixTest {

  private static final int TOKENS = 9;
  private static final int SIZE = 5;

  private final Random random = new Random(11);
  private final HeadTokens tokens = HeadTokens.zeros(TOKENS, TOKENS, 2 * SIZE);
  private final SharedMatrix lambda = SharedMatrix.zeros(1, 2);
  private final SharedMatrix dLambda = SharedMatrix.zeros(1, 2);

  private void fill(LaneMatrix matrix) {
    for (int t = 0; t < matrix.rows(); t++) {
      for (int i = 0; i < matrix.cols(); i++) {
        for (int lane = 0; lane < LANES; lane++) {
          matrix.set(t, i, lane, (float) random.nextGaussian());
        }
      }
    }
  }

  private static double[][] of(LaneMatrix matrix, int head, int lane) {
    double[][] values = new double[matrix.rows()][SIZE];
    for (int t = 0; t < values.length; t++) {
      for (int i = 0; i < SIZE; i++) {
        values[t][i] = matrix.get(t, head * SIZE + i, lane);
      }
    }
    return values;
  }

  private static void assertClose(LaneMatrix actual, int head, int lane, double[][] expected) {
    double most =
        Arrays.stream(expected).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    double[][] values = of(actual, head, lane);
    for (int t = 0; t < TOKENS; t++) {
      // λ |k|² is 30 at most
      assertThat(values[t]).containsExactly(expected[t], within(1e-5 * most));
    }
  }

  @ParameterizedTest
  @EnumSource
  void headsAnswerAsRidgeRegressionDoes(CausalForm form) {
    lambda.set(0, 0, 0.5f);
    lambda.set(0, 1, 1.5f);
    HeadFactors factors = HeadFactors.trained(new Trained(lambda, dLambda));
    factors.prepare();
    fill(tokens.queries().values());
    fill(tokens.keys().values());
    fill(tokens.values().values());
    fill(tokens.mixes().gradient());
    fill(tokens.keys().gradient());
    CausalMix mix = MesaMix.of(weights(factors), form, tokens.each(2));
    assertThat(mix.solved()).hasSize(2);
    mix.forward().run();
    mix.inputBackward().run();
    factors.closeGradient(1);
    assertThat(dLambda.get(0, 1)).isZero();
    mix.backward().run();
    factors.closeGradient(1);
    double[] ones = new double[TOKENS];
    Arrays.fill(ones, 1);
    for (int head = 0; head < 2; head++) {
      double sum = 0;
      for (int lane = 0; lane < LANES; lane++) {
        DoubleMesa mesa =
            new DoubleMesa(
                of(tokens.keys().values(), head, lane),
                of(tokens.values().values(), head, lane),
                of(tokens.queries().values(), head, lane),
                lambda.get(0, head),
                ones);
        DoubleMesa.Gradient gradient = mesa.backward(of(tokens.mixes().gradient(), head, lane));
        assertClose(tokens.mixes().values(), head, lane, mesa.answers(mesa.x));
        assertClose(tokens.queries().gradient(), head, lane, gradient.dq());
        assertClose(tokens.keys().gradient(), head, lane, gradient.dk());
        assertClose(tokens.values().gradient(), head, lane, gradient.dv());
        sum += gradient.dLambda();
      }
      assertThat((double) dLambda.get(0, head)).isCloseTo(sum, within(1e-3));
    }
  }

  private static MesaWeights weights(HeadFactors lambda) {
    return new MesaWeights(lambda, HeadFactors.fixed(1f));
  }

  /** To the same as the last one of all, if all others are given no gradient. */
  @Test
  void theLastTokenAloneMayLook() {
    for (LaneMatrix each :
        List.of(
            tokens.queries().values(),
            tokens.keys().values(),
            tokens.values().values(),
            tokens.mixes().values())) {
      fill(each);
    }
    tokens.mixes().gradient().clear();
    fill(tokens.mixes().gradient().row(TOKENS - 1));
    HeadTokens last = HeadTokens.zeros(1, TOKENS, 2 * SIZE);
    last.queries().values().copyFrom(tokens.queries().values().row(TOKENS - 1));
    last.keys().values().copyFrom(tokens.keys().values());
    last.values().values().copyFrom(tokens.values().values());
    last.mixes().gradient().copyFrom(tokens.mixes().gradient().row(TOKENS - 1));
    lambda.set(0, 0, 0.5f);
    lambda.set(0, 1, 1.5f);
    double[] dLambdas = new double[2];
    for (HeadTokens each : List.of(tokens, last)) {
      HeadFactors factors = HeadFactors.trained(new Trained(lambda, dLambda));
      factors.prepare();
      CausalMix mix = MesaMix.of(weights(factors), CausalForm.STRIPS, each.each(2));
      for (int pass = 0; pass < 2; pass++) {
        mix.forward().run();
        mix.inputBackward().run();
      }
      mix.backward().run();
      factors.closeGradient(1);
      for (int h = 0; h < 2; h++) {
        assertThat(dLambda.get(0, h)).isNotZero();
        dLambdas[h] = dLambda.get(0, h) - dLambdas[h];
      }
    }
    assertThat(dLambdas).containsExactly(new double[] {0, 0}, within(1e-5));
    for (int head = 0; head < 2; head++) {
      assertRows(last.mixes().values(), tokens.mixes().values().row(TOKENS - 1), head);
      assertRows(last.queries().gradient(), tokens.queries().gradient().row(TOKENS - 1), head);
      assertRows(last.keys().gradient(), tokens.keys().gradient(), head);
      assertRows(last.values().gradient(), tokens.values().gradient(), head);
    }
  }

  private static void assertRows(LaneMatrix actual, LaneMatrix expected, int head) {
    double[][] rows = of(actual, head, 3);
    assertThat(rows).hasSameDimensionsAs(of(expected, head, 3));
    for (int t = 0; t < rows.length; t++) {
      assertThat(rows[t]).containsExactly(of(expected, head, 3)[t], within(1e-5));
    }
  }
}
