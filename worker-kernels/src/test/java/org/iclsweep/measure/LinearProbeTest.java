package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearProbeTest {

  private static final int TASKS = 401;

  @Test
  void whatIsLinearIsFoundInOthersToo() {
    double[][] x = normal(1, TASKS, 7);
    double[][] others = normal(2, 50, 7);
    double[][] map = normal(3, 7, 3);
    LinearProbe probe = LinearProbe.of(x);
    assertThat(probe.rank()).isEqualTo(7);
    LinearProbe.Map found = probe.to(times(x, map));
    // rounding of sums of seven products
    assertThat(found.error(x, times(x, map)).mean()).isLessThan(1e-26);
    assertThat(found.error(others, times(others, map)).mean()).isLessThan(1e-26);
  }

  /** There is no constant among the regressors. */
  @Test
  void aConstantIsNotLinear() {
    double[][] x = {{1}, {-1}, {2}, {-2}};
    double[][] one = {{1}, {1}, {1}, {1}};
    assertThat(LinearProbe.of(x).to(one).error(x, one).mean()).isEqualTo(0.5);
    assertThat(LinearProbe.zeroError(one)).isEqualTo(0.5);
  }

  /** By hand: y = 1, 2, 4 at x = 1, 2, 3 has slope 17/14 and leaves 1/14 of squares. */
  @Test
  void aSlopeByHand() {
    double[][] x = {{1}, {2}, {3}};
    double[][] y = {{1}, {2}, {4}};
    Loss error = LinearProbe.of(x).to(y).error(x, y);
    assertThat(error.mean()).isCloseTo(5.0 / 14 / 6, within(1e-15));
  }

  /**
   * In sample a probe of p regressors that knows nothing leaves 1 - p/N of what 0 leaves, and on
   * other normal ones 1 + p/(N - p - 1): four standard errors of means over 60 targets.
   */
  @Test
  void whatKnowsNothingFlattersInSample() {
    int p = 80;
    double[][] x = normal(4, TASKS, p);
    double[][] y = normal(5, TASKS, 60);
    double[][] others = normal(6, TASKS, p);
    double[][] ofOthers = normal(7, TASKS, 60);
    LinearProbe.Map map = LinearProbe.of(x).to(y);
    double inSample = map.error(x, y).mean() / LinearProbe.zeroError(y);
    double heldOut = map.error(others, ofOthers).mean() / LinearProbe.zeroError(ofOthers);
    assertThat(inSample).isCloseTo(1 - (double) p / TASKS, within(4 * 0.0045));
    assertThat(heldOut).isCloseTo(1 + p / (TASKS - p - 1.0), within(4 * 0.02));
  }

  /** Columns that repeat others up to rounding of floats, and columns of zeros, say nothing. */
  @Test
  void roundingIsNoDirection() {
    double[][] x = normal(8, TASKS, 4);
    double[][] wide = new double[TASKS][];
    Random random = new Random(9);
    for (int n = 0; n < TASKS; n++) {
      double rounded = (float) x[n][0] * (1 + 0x1p-24 * random.nextGaussian());
      wide[n] = new double[] {x[n][0], x[n][1], 0, x[n][2], rounded, x[n][3], x[n][1]};
    }
    LinearProbe probe = LinearProbe.of(wide);
    assertThat(probe.rank()).isEqualTo(4);
    double[][] y = normal(10, TASKS, 2);
    assertThat(probe.to(y).error(wide, y).mean())
        .isCloseTo(LinearProbe.of(x).to(y).error(x, y).mean(), within(1e-7));
  }

  @Test
  void nothingIsAMapOfZeros() {
    double[][] y = normal(11, 9, 2);
    LinearProbe probe = LinearProbe.of(new double[9][3]);
    assertThat(probe.rank()).isZero();
    assertThat(probe.to(y).error(new double[9][3], y).mean()).isEqualTo(LinearProbe.zeroError(y));
  }

  private static double[][] normal(long seed, int rows, int cols) {
    Random random = new Random(seed);
    double[][] matrix = new double[rows][cols];
    for (double[] row : matrix) {
      for (int c = 0; c < cols; c++) {
        row[c] = random.nextGaussian();
      }
    }
    return matrix;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int r = 0; r < a.length; r++) {
      for (int c = 0; c < b[0].length; c++) {
        for (int k = 0; k < b.length; k++) {
          product[r][c] += a[r][k] * b[k][c];
        }
      }
    }
    return product;
  }
}
