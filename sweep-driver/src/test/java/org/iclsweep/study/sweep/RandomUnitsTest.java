package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.TestUtils;
import org.junit.jupiter.api.Test;

class RandomUnitsTest {

  private static final int DRAWS = 20_000;

  private static double[] draws(long seed, String name) {
    RandomUnits units = new RandomUnits(seed, name);
    return IntStream.range(0, DRAWS).mapToDouble(units::at).toArray();
  }

  /**
   * By another implementation of Threefry4x32-20, with the key (seed, 0 or 1, 6, 0) and the counter
   * (index, 0, first and second word of the name's SHA-256): 52 bits of the first two words. They
   * may never change, or trials of stored studies would.
   */
  @Test
  void drawsAreWhatTheyHaveAlwaysBeen() {
    assertThat(new RandomUnits(0, "task.dim").bits(0)).isEqualTo(2860572264426196L);
    assertThat(new RandomUnits(0, "task.dim").bits(1)).isEqualTo(1712525300374784L);
    assertThat(new RandomUnits(1L << 32, "task.dim").bits(0)).isEqualTo(3487178744957652L);
    assertThat(new RandomUnits(5, "model.depth").bits(1_000_000)).isEqualTo(4264413248701327L);
  }

  /** Under the right law one seed in a hundred would fail; these do not. */
  @Test
  void drawsAreUniform() {
    for (long seed = 0; seed < 3; seed++) {
      double p =
          TestUtils.kolmogorovSmirnovTest(
              new UniformRealDistribution(0, 1), draws(seed, "task.dim"));
      assertThat(p).isGreaterThan(0.01);
    }
  }

  /**
   * The correlation of independent draws has standard deviation 1/√n; four of these are allowed.
   */
  @Test
  void streamsOfOtherNamesAndSeedsAreUncorrelated() {
    double bound = 4 / Math.sqrt(DRAWS);
    double[] draws = draws(0, "task.dim");
    PearsonsCorrelation correlation = new PearsonsCorrelation();
    assertThat(correlation.correlation(draws, draws(0, "task.context"))).isBetween(-bound, bound);
    assertThat(correlation.correlation(draws, draws(1, "task.dim"))).isBetween(-bound, bound);
    assertThat(correlation.correlation(draws, draws(1L << 32, "task.dim")))
        .isBetween(-bound, bound);
  }

  @Test
  void numbersAreWithinTheOpenInterval() {
    assertThat(Units.middle(0)).isEqualTo(0x1p-53);
    assertThat(Units.middle((1L << 52) - 1)).isEqualTo(1 - 0x1p-53);
  }
}
