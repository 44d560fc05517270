package org.iclsweep.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference in double: hand vectors, and central differences of what it computes. */
class DoubleMesaTest {

  /** Ten digits of the largest number of a row, nine where λ is 1000. */
  @ParameterizedTest
  @EnumSource
  void handVectorsComeOut(MesaVectors m) {
    double digits = m == MesaVectors.M3 ? 1e-9 : 1e-10;
    DoubleMesa mesa = m.inDouble();
    DoubleMesa.Gradient gradient = mesa.backward(m.g);
    assertClose(mesa.x, m.x, digits);
    assertClose(gradient.dk(), m.dk, digits);
    assertClose(gradient.dv(), m.dv, digits);
    assertClose(gradient.dq(), m.dq, digits);
    assertThat(gradient.dLambda()).isCloseTo(m.dLambda, within(10 * digits * Math.abs(m.dLambda)));
    assertThat(mesa.loss(m.g)).isCloseTo(m.loss, within(digits * Math.abs(m.loss)));
    for (int t = 0; t < m.dGamma.length; t++) {
      assertThat(gradient.dGamma()[t]).isCloseTo(m.dGamma[t], within(digits));
    }
  }

  private static void assertClose(double[][] actual, double[][] expected, double digits) {
    for (int t = 0; t < expected.length; t++) {
      double most = Arrays.stream(expected[t]).map(Math::abs).max().getAsDouble();
      assertThat(actual[t]).containsExactly(expected[t], within(digits * most));
    }
  }

  @Test
  void gradientsAreCentralDifferences() {
    Random random = new Random(3);
    double[][] k = draw(random, 5, 3);
    double[][] v = draw(random, 5, 2);
    double[][] q = draw(random, 5, 3);
    double[][] g = draw(random, 5, 2);
    double[] gamma = {0.9, 0.6, 0.8, 1, 0.7};
    double[] lambda = {1.7};
    Supplier<DoubleMesa> mesa = () -> new DoubleMesa(k, v, q, lambda[0], gamma);
    DoubleMesa.Gradient gradient = mesa.get().backward(g);
    for (int t = 0; t < 5; t++) {
      assertSlopes(k[t], gradient.dk()[t], mesa, g);
      assertSlopes(v[t], gradient.dv()[t], mesa, g);
      assertSlopes(q[t], gradient.dq()[t], mesa, g);
    }
    assertSlopes(gamma, gradient.dGamma(), mesa, g);
    assertSlopes(lambda, new double[] {gradient.dLambda()}, mesa, g);
  }

  /** A step of 1e-5 leaves 1e-10 of the third derivative and 1e-11 of rounding. */
  private static void assertSlopes(
      double[] values, double[] slopes, Supplier<DoubleMesa> mesa, double[][] g) {
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + 1e-5;
      double above = mesa.get().loss(g);
      values[i] = value - 1e-5;
      double below = mesa.get().loss(g);
      values[i] = value;
      assertThat(slopes[i]).isCloseTo((above - below) / 2e-5, within(1e-7));
    }
  }

  static double[][] draw(Random random, int rows, int cols) {
    double[][] matrix = new double[rows][cols];
    for (double[] row : matrix) {
      Arrays.setAll(row, c -> random.nextGaussian());
    }
    return matrix;
  }
}
