package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.lanes.LaneMatrix.LANES;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.apache.commons.rng.core.source32.XoShiRo128Plus;
import org.iclsweep.random.Threefry4x32;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];

  @Test
  void eachLaneIsSeededByThreefryOfItsTask() {
    kernels.seed(state, 0x123456789ABCDEFL, 3, 17, 640);
    for (int lane : new int[] {0, 1, 7, 8, 15}) {
      int[] words = {640 + lane, 17, 0, 0};
      Threefry4x32.apply(new int[] {0x89ABCDEF, 0x1234567, 3, 0}, words);
      assertThat(laneState(lane)).containsExactly(words);
    }
  }

  @Test
  void drawsAreThoseOfXoshiro128Plus() {
    kernels.seed(state, 5, 2, 1, 0);
    XoShiRo128Plus[] reference = new XoShiRo128Plus[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      reference[lane] = new XoShiRo128Plus(laneState(lane));
    }
    LaneMatrix draws = LaneMatrix.zeros(7, 3);
    kernels.fillUniform(draws, state, 1f);
    for (int r = 0; r < draws.rows(); r++) {
      for (int c = 0; c < draws.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          double k = reference[lane].next();
          assertThat(draws.get(r, c, lane)).isEqualTo((float) (k * 0x1p-31));
        }
      }
    }
  }

  @Test
  void aTaskDoesNotDependOnTheBlockItIsDrawnIn() {
    LaneMatrix together = LaneMatrix.zeros(1, 5);
    kernels.seed(state, 9, 2, 4, 0);
    kernels.fillUniform(together, state, 1f);
    LaneMatrix shifted = LaneMatrix.zeros(1, 5);
    kernels.seed(state, 9, 2, 4, 11);
    kernels.fillUniform(shifted, state, 1f);
    for (int c = 0; c < 5; c++) {
      assertThat(shifted.get(0, c, 0)).isEqualTo(together.get(0, c, 11));
    }
  }

  @Test
  void uniformDrawsAreUniform() {
    double[] sample = sample(false);
    double mean = java.util.Arrays.stream(sample).average().orElseThrow();
    double square = java.util.Arrays.stream(sample).map(x -> x * x).average().orElseThrow();
    // four standard errors
    assertThat(mean).isCloseTo(0, within(4 * 0.5 / Math.sqrt(3.0 * sample.length)));
    assertThat(square).isCloseTo(1 / 12.0, within(4 * Math.sqrt(1 / 180.0 / sample.length)));
    assertThat(kolmogorovSmirnov(new UniformRealDistribution(null, -0.5, 0.5), sample))
        .isGreaterThan(1e-4);
  }

  @Test
  void normalDrawsAreNormal() {
    double[] sample = sample(true);
    double mean = java.util.Arrays.stream(sample).average().orElseThrow();
    double square = java.util.Arrays.stream(sample).map(x -> x * x).average().orElseThrow();
    double fourth = java.util.Arrays.stream(sample).map(x -> x * x * x * x).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(sample.length)));
    assertThat(square).isCloseTo(1, within(4 * Math.sqrt(2.0 / sample.length)));
    assertThat(fourth).isCloseTo(3, within(4 * Math.sqrt(96.0 / sample.length)));
    assertThat(kolmogorovSmirnov(new NormalDistribution(null, 0, 1), sample)).isGreaterThan(1e-4);
  }

  @Test
  void theTwoNormalsOfAPairAreNotCorrelated() {
    double[] sample = sample(true);
    double product = 0;
    double squares = 0;
    for (int k = 0; k + LANES < sample.length; k += 2 * LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        double a = sample[k + lane];
        double b = sample[k + LANES + lane];
        product += a * b;
        squares += a * a * b * b;
      }
    }
    int pairs = sample.length / 2;
    assertThat(product / pairs).isCloseTo(0, within(4 / Math.sqrt(pairs)));
    assertThat(squares / pairs).isCloseTo(1, within(4 * Math.sqrt(8.0 / pairs)));
  }

  /** 1024 blocks of 10 elements, in the order element, lane. */
  private double[] sample(boolean normal) {
    LaneMatrix draws = LaneMatrix.zeros(1, 10);
    double[] sample = new double[1024 * 10 * LANES];
    int next = 0;
    for (int block = 0; block < 1024; block++) {
      kernels.seed(state, 1, 2, 0, LANES * block);
      if (normal) {
        kernels.fillNormal(draws, state, 1f);
      } else {
        kernels.fillUniform(draws, state, 0.5f);
      }
      for (int c = 0; c < 10; c++) {
        for (int lane = 0; lane < LANES; lane++) {
          sample[next++] = draws.get(0, c, lane);
        }
      }
    }
    return sample;
  }

  private static double kolmogorovSmirnov(RealDistribution expected, double[] sample) {
    return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(expected, sample);
  }

  private int[] laneState(int lane) {
    return new int[] {
      state[lane], state[LANES + lane], state[2 * LANES + lane], state[3 * LANES + lane]
    };
  }
}
