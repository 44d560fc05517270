package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.lanes.Rows.assertRow;
import static org.iclsweep.lanes.Rows.row;
import static org.iclsweep.lanes.Rows.shared;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Softmax, activation functions and layer normalisation against their formulas in double with the
 * errors that {@link LaneKernels} states, and their gradients against central differences in
 * double. The scalar twin stands for both: {@link ElementwiseTwinTest}.
 */
class ElementwiseTest {

  private static final double UNIT = 0x1p-24;

  /**
   * Step of the central differences: a sixth of its square times the third derivative is cut off,
   * and 1e-12 cancels.
   */
  private static final double STEP = 1e-4;

  private static final int TOKENS = 5;
  private static final int FEATURES = 7;

  private final LaneKernels kernels = new ScalarKernels();
  private final Random random = new Random(44);

  /** Floats of both signs from 2^-20 to 12, an odd number apart, so that all low bits occur. */
  @Test
  void geluIsWithinItsStatedErrors() {
    LaneMatrix x = LaneMatrix.zeros(1, 1);
    LaneMatrix out = LaneMatrix.zeros(1, 1);
    LaneMatrix slope = LaneMatrix.zeros(1, 1);
    int bits = Float.floatToRawIntBits(0x1p-20f);
    int last = Float.floatToRawIntBits(12f);
    while (bits < last) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        float value = Float.intBitsToFloat(bits);
        x.set(0, 0, lane, lane % 2 == 0 ? value : -value);
        bits += 1237;
      }
      kernels.gelu(out, slope, x);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        assertGelu(x.get(0, 0, lane), out.get(0, 0, lane), slope.get(0, 0, lane));
      }
    }
  }

  private static void assertGelu(double x, double out, double slope) {
    double exact = DoubleElementwise.gelu(x);
    double units = x >= 0 ? 4 : 4 + 3 * Math.abs(DoubleElementwise.geluArgument(x));
    assertThat(out)
        .as("gelu(%s)", x)
        .isCloseTo(exact, within(units * UNIT * Math.abs(exact) + 0x1p-122));
    double difference =
        (DoubleElementwise.gelu(x + STEP) - DoubleElementwise.gelu(x - STEP)) / (2 * STEP);
    // the third derivative of gelu is below 0.8: the central difference is off by less than 2e-9
    assertThat(slope).as("slope at %s", x).isCloseTo(difference, within(4 * UNIT + 2e-9));
  }

  @Test
  void geluOfLargeArgumentsIsTheArgumentOrZero() {
    LaneMatrix out = LaneMatrix.zeros(1, 6);
    LaneMatrix slope = LaneMatrix.zeros(1, 6);
    kernels.gelu(out, slope, row(10, 1e4, 1e18, -10.02, -1e4, -1e18));
    assertRow(out, 0, 0, 10, 1e4, 1e18f, -0.0, -0.0, -0.0);
    assertRow(slope, 0, 0, 1, 1, 1, 0, 0, 0);
  }

  @Test
  void reluKeepsWhatIsPositive() {
    LaneMatrix out = LaneMatrix.zeros(1, 5);
    LaneMatrix slope = LaneMatrix.zeros(1, 5);
    kernels.relu(out, slope, row(-2, 0, Float.MIN_VALUE, 3.5, Float.NaN));
    assertRow(out, 0, 0, 0, 0, Float.MIN_VALUE, 3.5, Double.NaN);
    assertRow(slope, 0, 0, 0, 0, 1, 1, 0);
  }

  @Test
  void softmaxIsWithinItsStatedError() {
    LaneMatrix x = random(TOKENS, FEATURES, 10);
    LaneMatrix p = LaneMatrix.zeros(TOKENS, FEATURES);
    kernels.softmax(p, x);
    for (int t = 0; t < TOKENS; t++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        double[] row = features(x, t, lane);
        double max = java.util.Arrays.stream(row).max().orElseThrow();
        double[] exact = DoubleElementwise.softmax(row);
        for (int s = 0; s < FEATURES; s++) {
          double units = 10 + 2 * FEATURES + 1.1 * (max - row[s]);
          assertThat((double) p.get(t, s, lane))
              .isCloseTo(exact[s], within(units * UNIT * exact[s] + 0x1p-126));
        }
      }
    }
  }

  @Test
  void softmaxOfARowWithoutAMaximumIsNoNumber() {
    double infinity = Double.POSITIVE_INFINITY;
    LaneMatrix p = LaneMatrix.zeros(1, 3);
    for (double[] values :
        new double[][] {
          {1, 2, Double.NaN},
          {Double.NaN, 1, 2},
          {1, infinity, 2},
          {-infinity, -infinity, -infinity}
        }) {
      kernels.softmax(p, row(values));
      assertRow(p, 0, 0, Double.NaN, Double.NaN, Double.NaN);
    }
    kernels.softmax(p, row(0, -infinity, 0));
    assertRow(p, 0, 0, 0.5, 0, 0.5);
  }

  @Test
  void softmaxGradientIsThatOfItsFormula() {
    LaneMatrix x = random(TOKENS, FEATURES, 2);
    LaneMatrix dp = random(TOKENS, FEATURES, 1);
    LaneMatrix p = LaneMatrix.zeros(TOKENS, FEATURES);
    LaneMatrix dx = LaneMatrix.zeros(TOKENS, FEATURES);
    kernels.softmax(p, x);
    kernels.softmaxGradient(dx, p, dp);
    // the stated errors: 9 units of the arithmetic and 2 x 40 of p, times p (|dp| + Σ p |dp|) < 8
    double tolerance = 8 * 89 * UNIT;
    assertGradient(dx, x, dp, DoubleElementwise::softmax, tolerance);
  }

  @Test
  void layerNormGradientsAreThoseOfItsFormula() {
    LaneMatrix x = random(TOKENS, FEATURES, 1.3);
    LaneMatrix dy = random(TOKENS, FEATURES, 1);
    LaneMatrix y = LaneMatrix.zeros(TOKENS, FEATURES);
    LaneMatrix normal = LaneMatrix.zeros(TOKENS, FEATURES);
    LaneMatrix inverse = LaneMatrix.zeros(TOKENS, 1);
    SharedMatrix scale = shared(1, 0.5, -2, 0.25, 1.5, -0.75, 1.125);
    SharedMatrix offset = shared(0, 1, -1, 0.5, 0.125, -2, 0.25);
    double[] scales = values(scale);
    double[] offsets = values(offset);
    kernels.layerNorm(y, normal, inverse, x, scale, offset, 1e-5f);
    LaneMatrix dx = LaneMatrix.zeros(TOKENS, FEATURES);
    kernels.layerNormGradient(dx, dy, normal, inverse, scale);
    // 2 x 13 units of |dx| + max|g| (2 + max normal²) / σ < 16 + 8 (2 + 6) 2
    double tolerance = 2 * 13 * 144 * UNIT;
    assertGradient(dx, x, dy, row -> DoubleElementwise.layerNorm(row, scales, offsets), tolerance);
    LaneMatrix twice = LaneMatrix.zeros(TOKENS, FEATURES);
    twice.copyFrom(dx);
    kernels.layerNormGradient(twice, dy, normal, inverse, scale);
    for (int t = 0; t < TOKENS; t++) {
      for (int j = 0; j < FEATURES; j++) {
        assertThat(twice.get(t, j, 13)).as("what is added").isEqualTo(2 * dx.get(t, j, 13));
      }
    }
  }

  @Test
  void sumsOfRowsAreTheGradientsOfScaleAndOffset() {
    LaneMatrix dy = random(TOKENS, FEATURES, 1);
    LaneMatrix x = random(TOKENS, FEATURES, 1);
    PartialSums offsetSums = PartialSums.zeros(1, FEATURES);
    PartialSums scaleSums = PartialSums.zeros(1, FEATURES);
    kernels.accumulateRows(offsetSums, dy);
    kernels.accumulateRows(scaleSums, dy, x);
    for (int j = 0; j < FEATURES; j++) {
      double offset = 0;
      double scale = 0;
      for (int t = 0; t < TOKENS; t++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          offset += dy.get(t, j, lane);
          scale += (double) dy.get(t, j, lane) * x.get(t, j, lane);
        }
      }
      // 20 additions in a partial sum and 4 in the tree; the 320 terms are below 5 and 16
      assertThat((double) offsetSums.sum(0, j)).isCloseTo(offset, within(24 * 320 * 5 * UNIT));
      assertThat((double) scaleSums.sum(0, j)).isCloseTo(scale, within(24 * 320 * 16 * UNIT));
    }
  }

  @Test
  void productStartsFromTheBias() {
    LaneMatrix x = row(2, 3);
    LaneMatrix out = LaneMatrix.zeros(1, 1);
    kernels.product(out, shared(10, 100), x, shared(0.5)).run();
    assertRow(out, 0, 0, 320.5);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    LaneMatrix m = LaneMatrix.zeros(2, 3);
    assertThatThrownBy(() -> kernels.softmax(m, LaneMatrix.zeros(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shapes differ: 2 x 3 and 3 x 2");
    assertThatThrownBy(() -> kernels.softmax(LaneMatrix.zeros(2, 0), LaneMatrix.zeros(2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matrix is 2 x 0, must have at least one column");
    assertThatThrownBy(() -> kernels.accumulateRows(PartialSums.zeros(2, 3), m))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row of sums is 2 x 3, must be 1 x 3");
    SharedMatrix row = shared(1, 1, 1);
    LaneMatrix x = LaneMatrix.zeros(2, 3);
    LaneMatrix normal = LaneMatrix.zeros(2, 3);
    assertThatThrownBy(() -> kernels.layerNorm(m, normal, normal, x, row, row, 1e-5f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column is 2 x 3, must be 2 x 1");
    LaneMatrix inverse = LaneMatrix.zeros(2, 1);
    assertThatThrownBy(() -> kernels.layerNormGradient(m, x, normal, inverse, shared(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row is 1 x 2, must be 1 x 3");
  }

  private interface RowFunction {
    double[] of(double[] row);
  }

  /** dx against the central differences of Σ dy f(x), row by row and lane by lane. */
  private static void assertGradient(
      LaneMatrix dx, LaneMatrix x, LaneMatrix dy, RowFunction f, double tolerance) {
    for (int t = 0; t < x.rows(); t++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        for (int j = 0; j < x.cols(); j++) {
          double[] row = features(x, t, lane);
          row[j] += STEP;
          double above = dot(features(dy, t, lane), f.of(row));
          row[j] -= 2 * STEP;
          double below = dot(features(dy, t, lane), f.of(row));
          assertThat((double) dx.get(t, j, lane))
              .isCloseTo((above - below) / (2 * STEP), within(tolerance));
        }
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double[] features(LaneMatrix m, int t, int lane) {
    double[] row = new double[m.cols()];
    for (int c = 0; c < row.length; c++) {
      row[c] = m.get(t, c, lane);
    }
    return row;
  }

  private static double[] values(SharedMatrix row) {
    double[] values = new double[row.cols()];
    for (int c = 0; c < values.length; c++) {
      values[c] = row.get(0, c);
    }
    return values;
  }

  private LaneMatrix random(int rows, int cols, double spread) {
    LaneMatrix matrix = LaneMatrix.zeros(rows, cols);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          matrix.set(r, c, lane, (float) (spread * random.nextGaussian()));
        }
      }
    }
    return matrix;
  }
}
