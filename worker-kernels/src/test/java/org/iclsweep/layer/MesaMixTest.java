package org.iclsweep.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.lanes.LaneMatrix.LANES;

import java.util.Arrays;
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
    MesaMix mix = MesaMix.of(factors, form, tokens.each(2));
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

  @Test
  void everyTokenMustLook() {
    HeadTokens last = HeadTokens.zeros(1, TOKENS, SIZE);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MesaMix.of(HeadFactors.fixed(1f), CausalForm.STRIPS, new HeadTokens[] {last}))
        .withMessage("shapes differ: 1 x 5 and 9 x 5");
  }
}
