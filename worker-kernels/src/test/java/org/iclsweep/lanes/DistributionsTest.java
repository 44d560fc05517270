package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rare distributions and choices: the same bits from both twins, and the laws they promise. */
class DistributionsTest {

  private static final int BLOCKS = 256;

  private final LaneKernels scalar = new ScalarKernels();
  private final LaneKernels vector = new VectorKernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];

  private interface Fill {
    void run(LaneKernels kernels, LaneMatrix out, int[] state);
  }

  @Test
  void twinsDrawTheSame() {
    assertTwins(3, 7, (kernels, out, state) -> kernels.fillExponential(out, state, 1.7f));
    assertTwins(5, 3, (kernels, out, state) -> kernels.fillLaplace(out, state, 0.3f));
    for (int pairs : new int[] {0, 1, 4, 5, 6, 10, 11, 101}) {
      assertTwins(
          2,
          3,
          (kernels, out, state) -> {
            kernels.fillNormal(out, state, 0.7f);
            kernels.lengthen(out, state, pairs, 0.7f);
          });
    }
    for (int columns : new int[] {1, 2, 3, 7, 255}) {
      assertTwins(1, columns, LaneKernels::fillOneHot);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "2, 1", "7, 3", "11, 11", "13, 12", "41, 5"})
  void twinsReplaceTheSame(int rows, int count) {
    LaneMatrix x = LaneMatrix.zeros(rows, 1);
    for (int t = 0; t < rows; t++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        x.set(t, 0, lane, t + 1 + lane / 16f);
      }
    }
    assertTwins(rows, 1, (kernels, out, state) -> kernels.replaceSample(out, x, state, count));
  }

  /** Every other column of a wider matrix, as labels lie among tokens. */
  private void assertTwins(int rows, int cols, Fill fill) {
    int[] left = new int[LaneKernels.STATE_WORDS];
    int[] right = new int[LaneKernels.STATE_WORDS];
    for (int round = 0; round < 20; round++) {
      scalar.seed(left, 11 + round, 4, round, LaneMatrix.LANES * round);
      vector.seed(right, 11 + round, 4, round, LaneMatrix.LANES * round);
      LaneMatrix a = LaneMatrix.zeros(rows, cols + 2);
      LaneMatrix b = LaneMatrix.zeros(rows, cols + 2);
      fill.run(scalar, a.cols(1, cols + 1), left);
      fill.run(vector, b.cols(1, cols + 1), right);
      assertThat(b.room().floats()).containsExactly(a.room().floats());
      assertThat(Arrays.copyOf(right, 4 * LaneMatrix.LANES))
          .containsExactly(Arrays.copyOf(left, 4 * LaneMatrix.LANES));
    }
  }

  @Test
  void exponentialDrawsAreExponential() {
    double[] sample = sample((kernels, out, state) -> kernels.fillExponential(out, state, 2f));
    assertThat(Arrays.stream(sample).min().orElseThrow()).isGreaterThanOrEqualTo(0);
    // the mean's standard error is that of one draw by the root of their number; four of them
    assertThat(mean(sample, 1)).isCloseTo(2, within(4 * 2 / Math.sqrt(sample.length)));
    assertThat(mean(sample, 2)).isCloseTo(8, within(4 * 4 * Math.sqrt(20.0 / sample.length)));
    assertThat(kolmogorovSmirnov(new ExponentialDistribution(null, 2), sample)).isGreaterThan(1e-4);
  }

  @Test
  void laplaceDrawsAreLaplace() {
    double[] sample = sample((kernels, out, state) -> kernels.fillLaplace(out, state, 0.5f));
    assertThat(mean(sample, 1)).isCloseTo(0, within(4 * Math.sqrt(0.5 / sample.length)));
    // variance 2 s², fourth moment 24 s⁴
    assertThat(mean(sample, 2)).isCloseTo(0.5, within(4 * 0.25 * Math.sqrt(20.0 / sample.length)));
    assertThat(kolmogorovSmirnov(new LaplaceDistribution(null, 0, 0.5), sample))
        .isGreaterThan(1e-4);
  }

  /** Of 2000 factors the product is 2^-2885 on average, far below all floats. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "1, 1", "5, 0", "6, 1", "10, 0", "2000, 0"})
  void squaredLengthsAreChiSquare(int pairs, int odd) {
    double[] lengths =
        sample(
            (kernels, out, state) -> {
              if (odd == 1) {
                kernels.fillNormal(out, state, 1.5f);
              } else {
                out.clear();
              }
              kernels.lengthen(out, state, pairs, 1.5f);
            });
    double[] squares = Arrays.stream(lengths).map(x -> x / 1.5 * (x / 1.5)).toArray();
    int degrees = 2 * pairs + odd;
    assertThat(Arrays.stream(lengths).allMatch(length -> length >= 0)).isTrue();
    assertThat(mean(squares, 1))
        .isCloseTo(degrees, within(4 * Math.sqrt(2.0 * degrees / squares.length)));
    assertThat(kolmogorovSmirnov(new ChiSquaredDistribution(null, degrees), squares))
        .isGreaterThan(1e-4);
  }

  @Test
  void everyColumnIsChosenAsOftenAndOneInEachLane() {
    long[] chosen = new long[7];
    LaneMatrix out = LaneMatrix.zeros(1, 7);
    for (int block = 0; block < BLOCKS; block++) {
      vector.seed(state, 3, 4, 0, LaneMatrix.LANES * block);
      vector.fillOneHot(out, state);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        int ones = 0;
        for (int c = 0; c < 7; c++) {
          assertThat(out.get(0, c, lane)).isIn(0f, 1f);
          ones += (int) out.get(0, c, lane);
          chosen[c] += (long) out.get(0, c, lane);
        }
        assertThat(ones).isEqualTo(1);
      }
    }
    assertThat(chiSquare(chosen)).isGreaterThan(1e-4);
  }

  /** 10 samples of 2 from 5: a bit mask names the sample. */
  @Test
  void everySampleIsTakenAsOften() {
    long[] taken = new long[32];
    LaneMatrix ones = LaneMatrix.zeros(5, 1);
    Arrays.fill(ones.data, ones.room().offset(), ones.room().offset() + ones.room().length(), 1f);
    LaneMatrix out = LaneMatrix.zeros(5, 1);
    for (int block = 0; block < BLOCKS; block++) {
      vector.seed(state, 3, 4, 0, LaneMatrix.LANES * block);
      out.clear();
      vector.replaceSample(out, ones, state, 2);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        int mask = 0;
        for (int t = 0; t < 5; t++) {
          mask |= (int) out.get(t, 0, lane) << t;
        }
        taken[mask]++;
      }
    }
    long[] pairs = new long[10];
    int next = 0;
    for (int mask = 0; mask < 32; mask++) {
      if (Integer.bitCount(mask) == 2) {
        pairs[next++] = taken[mask];
      } else {
        assertThat(taken[mask]).as("samples %s", Integer.toBinaryString(mask)).isZero();
      }
    }
    assertThat(chiSquare(pairs)).isGreaterThan(1e-4);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    LaneMatrix column = LaneMatrix.zeros(5, 1);
    assertThatThrownBy(() -> vector.replaceSample(column, column, state, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sample of 6 from 5 x 1, must be of 0 to 5 from one column");
    assertThatThrownBy(() -> scalar.fillOneHot(column, state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one choice is of shape 5 x 1, must be 1 x 1 to 255");
  }

  private double[] sample(Fill fill) {
    LaneMatrix draws = LaneMatrix.zeros(1, 10);
    double[] sample = new double[BLOCKS * 10 * LaneMatrix.LANES];
    int next = 0;
    for (int block = 0; block < BLOCKS; block++) {
      vector.seed(state, 1, 2, 0, LaneMatrix.LANES * block);
      fill.run(vector, draws, state);
      for (int c = 0; c < 10; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          sample[next++] = draws.get(0, c, lane);
        }
      }
    }
    return sample;
  }

  private static double mean(double[] sample, int power) {
    return Arrays.stream(sample).map(x -> Math.pow(x, power)).average().orElseThrow();
  }

  private static double kolmogorovSmirnov(RealDistribution expected, double[] sample) {
    return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(expected, sample);
  }

  /** The probability of counts at least as uneven, if all were equally likely. */
  private static double chiSquare(long[] counts) {
    double[] expected = new double[counts.length];
    Arrays.fill(expected, Arrays.stream(counts).average().orElseThrow());
    return new ChiSquareTest().chiSquareTest(expected, counts);
  }
}
