package org.iclsweep.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
  private final SharedMatrix gamma = SharedMatrix.zeros(1, 2);
  private final SharedMatrix dGamma = SharedMatrix.zeros(1, 2);

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
      // λ |k|² is 30 at most, or 200 where λ grows by 1/γ a token
      assertThat(values[t]).containsExactly(expected[t], within(3e-5 * most));
    }
  }

  @ParameterizedTest
  @EnumSource
  void headsAnswerAsRidgeRegressionDoes(CausalForm form) {
    assertAnswers(form, false);
  }

  /** γ of each head is learned, too, through the inverse and the scores. */
  @ParameterizedTest
  @EnumSource(names = {"STRIPS", "STRIPS_AGAIN"})
  void headsForgetWhatIsLongAgo(CausalForm form) {
    assertAnswers(form, true);
  }

  @Test
  void sumsDoNotForget() {
    MesaWeights weights = new MesaWeights(HeadFactors.fixed(1f), HeadFactors.fixed(0.9f));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MesaMix.of(weights, CausalForm.PREFIX, tokens.each(2)))
        .withMessage("sums over tokens do not forget");
  }

  private void assertAnswers(CausalForm form, boolean forgets) {
    lambda.set(0, 0, 0.5f);
    lambda.set(0, 1, 1.5f);
    HeadFactors factors = HeadFactors.trained(new Trained(lambda, dLambda));
    factors.prepare();
    fill(tokens.queries().values());
    fill(tokens.keys().values());
    fill(tokens.values().values());
    fill(tokens.mixes().gradient());
    fill(tokens.keys().gradient());
    gamma.set(0, 0, forgets ? 0.9f : 1f);
    gamma.set(0, 1, forgets ? 0.8f : 1f);
    HeadFactors gammas = HeadFactors.trained(new Trained(gamma, dGamma));
    gammas.prepare();
    MesaWeights weights = forgets ? new MesaWeights(factors, gammas) : weights(factors);
    CausalMix mix = MesaMix.of(weights, form, tokens.each(2));
    assertThat(mix.solved()).hasSize(2);
    mix.forward().run();
    mix.inputBackward().run();
    factors.closeGradient(1);
    assertThat(dLambda.get(0, 1)).isZero();
    mix.backward().run();
    factors.closeGradient(1);
    gammas.closeGradient(1);
    for (int head = 0; head < 2; head++) {
      double sum = 0;
      double sumOfGammas = 0;
      double[] all = new double[TOKENS];
      Arrays.fill(all, gamma.get(0, head));
      for (int lane = 0; lane < LANES; lane++) {
        DoubleMesa mesa =
            new DoubleMesa(
                of(tokens.keys().values(), head, lane),
                of(tokens.values().values(), head, lane),
                of(tokens.queries().values(), head, lane),
                lambda.get(0, head),
                all);
        DoubleMesa.Gradient gradient = mesa.backward(of(tokens.mixes().gradient(), head, lane));
        assertClose(tokens.mixes().values(), head, lane, mesa.answers(mesa.x));
        assertClose(tokens.queries().gradient(), head, lane, gradient.dq());
        assertClose(tokens.keys().gradient(), head, lane, gradient.dk());
        assertClose(tokens.values().gradient(), head, lane, gradient.dv());
        sum += gradient.dLambda();
        sumOfGammas += forgets ? Arrays.stream(gradient.dGamma()).sum() : 0;
      }
      // sums over tokens and tasks that are some hundreds, of which much cancels
      assertThat((double) dGamma.get(0, head)).isCloseTo(sumOfGammas, within(3e-3));
      assertThat(sumOfGammas != 0).isEqualTo(forgets);
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
      assertThat(of(each.queries().gradient(), 1, 3)[each.looking() - 1][0]).isNotZero();
      each.queries().gradient().clear();
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
