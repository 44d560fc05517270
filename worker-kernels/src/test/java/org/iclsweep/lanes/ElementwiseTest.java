package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Softmax, activation functions and layer normalisation against published implementations, their
 * formulas in double with the errors that {@link LaneKernels} states, and their gradients against
 * central differences in double. The scalar twin stands for both: {@link ElementwiseTwinTest}.
 *
 * <p>Golden values: JAX 0.10.2 on a CPU in double ({@code jax_enable_x64}), arguments as they stand
 * here: {@code jax.nn.gelu(x, approximate=True)} and its {@code jax.grad}, {@code jax.nn.softmax},
 * layer normalisation as Haiku writes it, {@code scale * lax.rsqrt(jnp.var(x) + 1e-5) * (x -
 * jnp.mean(x)) + offset}; gradients by {@code jax.vjp}.
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

  @Test
  void geluIsThatOfJax() {
    LaneMatrix out = LaneMatrix.zeros(1, 10);
    LaneMatrix slope = LaneMatrix.zeros(1, 10);
    kernels.gelu(out, slope, row(-6, -3.5, -1, -0.25, 0, 0.125, 0.5, 1.75, 3, 8));
    // at x = -6 the argument is -25: 79 units
    assertRow(
        out,
        80 * UNIT,
        0,
        -8.439682286365269e-11,
        -0.0006161976553737403,
        -0.1588080093917233,
        -0.100324649298315,
        0.0,
        0.06871719862422339,
        0.3457140098251439,
        1.6797953823412515,
        2.996362607918227,
        8.0);
    assertRow(
        slope,
        0,
        4 * UNIT,
        -7.710016767410024e-10,
        -0.0024226437601169923,
        -0.08296408384578258,
        0.3046459048489396,
        0.5,
        0.5992154061627915,
        0.8673699035346423,
        1.1115969813872026,
        1.0115841666309702,
        1.0);
  }

  @Test
  void softmaxIsThatOfJax() {
    LaneMatrix p = LaneMatrix.zeros(1, 5);
    kernels.softmax(p, row(0.5, -1.25, 3, 2.875, -20));
    // the last element lies 23 below the maximum: 45 units
    assertRow(
        p,
        45.3 * UNIT,
        0,
        0.04148124362118142,
        0.007208359283281318,
        0.5053449998975121,
        0.4459653971461672,
        5.185789561430674e-11);
    LaneMatrix dx = row(1, -2, 0.5, 0.25, 4);
    kernels.softmaxGradient(dx, p, dx);
    // 26 units of p, 7 of the arithmetic, times p (|dp| + Σ p |dp|) < 0.5 (4 + 0.5)
    assertRow(
        dx,
        0,
        75 * UNIT,
        0.025252604107138116,
        -0.017236833251753656,
        0.054967197078489766,
        -0.06298296812101754,
        1.8714330225118856e-10);
  }

  @Test
  void layerNormIsThatOfJax() {
    LaneMatrix out = LaneMatrix.zeros(1, 5);
    LaneMatrix normal = LaneMatrix.zeros(1, 5);
    LaneMatrix inverse = LaneMatrix.zeros(1, 1);
    SharedMatrix scale = shared(1, 0.5, -2, 0.25, 1.5);
    SharedMatrix offset = shared(0, 1, -1, 0.5, 0.125);
    kernels.layerNorm(out, normal, inverse, row(0.5, -1.25, 3, 2.875, -7), scale, offset, 1e-5f);
    // 11 units of 2 |normal| < 4, times a scale of 2; two roundings more
    assertRow(
        out,
        0,
        92 * UNIT,
        0.23836555886408284,
        0.8808172205679585,
        -2.8388200255229243,
        0.7213394475166484,
        -2.5821517042420834);
    LaneMatrix dx = LaneMatrix.zeros(1, 5);
    kernels.layerNormGradient(dx, row(1, -2, 0.5, 0.25, 4), normal, inverse, scale);
    // 11 units of |dx| + max|g| (2 + max normal²) / σ < 0.7 + 6 (2 + 3.3) 0.28, and as many of
    // normal and inverse
    assertRow(
        dx,
        0,
        2 * 11 * 9.7 * UNIT,
        0.14225636898509714,
        -0.6939023766419745,
        0.013596780880290704,
        0.2822318750360222,
        0.2558173517405645);
  }

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
        double[] row = row(x, t, lane);
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
    kernels.layerNormGradient(dx, dy, normal, inverse, scale);
    scaleBy(dx, 0.5f);
    assertGradient(dx, x, dy, row -> DoubleElementwise.layerNorm(row, scales, offsets), tolerance);
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
    kernels.product(out, shared(10, 100), x, shared(0.5));
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
          double[] row = row(x, t, lane);
          row[j] += STEP;
          double above = dot(row(dy, t, lane), f.of(row));
          row[j] -= 2 * STEP;
          double below = dot(row(dy, t, lane), f.of(row));
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

  private static void scaleBy(LaneMatrix m, float factor) {
    new ScalarKernels().scale(m, m, factor);
  }

  private static void assertRow(
      LaneMatrix actual, double relative, double absolute, double... expected) {
    for (int lane : new int[] {0, 17, 63}) {
      for (int c = 0; c < expected.length; c++) {
        float value = actual.get(0, c, lane);
        if (Double.isNaN(expected[c])) {
          assertThat(value).as("column %d", c).isNaN();
        } else {
          double tolerance = relative * Math.abs(expected[c]) + absolute;
          assertThat((double) value).as("column %d", c).isCloseTo(expected[c], within(tolerance));
        }
      }
    }
  }

  private static double[] row(LaneMatrix m, int t, int lane) {
    double[] row = new double[m.cols()];
    for (int c = 0; c < row.length; c++) {
      row[c] = m.get(t, c, lane);
    }
    return row;
  }

  /** One row, the same in every lane. */
  private static LaneMatrix row(double... values) {
    LaneMatrix row = LaneMatrix.zeros(1, values.length);
    for (int c = 0; c < values.length; c++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        row.set(0, c, lane, (float) values[c]);
      }
    }
    return row;
  }

  private static SharedMatrix shared(double... values) {
    SharedMatrix row = SharedMatrix.zeros(1, values.length);
    for (int c = 0; c < values.length; c++) {
      row.set(0, c, (float) values[c]);
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
