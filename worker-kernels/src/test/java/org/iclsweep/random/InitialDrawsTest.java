package org.iclsweep.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InitialDrawsTest {

  private static final int DRAWS = 200_000;

  @Test
  void drawsHaveMeanZeroAndDeviationOneAndTheBoundOfTheTruncation() {
    InitialDraws draws = new InitialDraws(7);
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (int k = 0; k < DRAWS; k++) {
      double z = draws.draw(k);
      sum += z;
      squares += z * z;
      largest = Math.max(largest, Math.abs(z));
    }
    // four standard errors of the mean of 200,000 draws, and of the mean square (kurtosis below 3)
    assertThat(sum / DRAWS).isCloseTo(0, within(4 / Math.sqrt(DRAWS)));
    assertThat(squares / DRAWS).isCloseTo(1, within(4 * Math.sqrt(2.0 / DRAWS)));
    assertThat(largest).isBetween(2.27, 2 / InitialDraws.TRUNCATED_DEVIATION);
  }

  @Test
  void uniformDrawsAreEvenBetweenMinusOneAndOneAndNormalOnesGrowWithThem() {
    InitialDraws draws = new InitialDraws(7);
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < DRAWS; k++) {
      double v = draws.uniform(k);
      assertThat(v).isBetween(-1.0, 1.0);
      assertThat(draws.draw(k) > draws.draw(0)).isEqualTo(v > draws.uniform(0));
      sum += v;
      squares += v * v;
    }
    // four standard errors: v² has the mean 1/3 and the variance 4/45
    assertThat(sum / DRAWS).isCloseTo(0, within(4 / Math.sqrt(3.0 * DRAWS)));
    assertThat(squares / DRAWS).isCloseTo(1 / 3.0, within(4 * Math.sqrt(4 / 45.0 / DRAWS)));
  }

  @Test
  void normalDrawsAreNotCutAndGrowWithTheTruncatedOnes() {
    InitialDraws draws = new InitialDraws(7);
    double sum = 0;
    double squares = 0;
    int beyond = 0;
    for (int k = 0; k < DRAWS; k++) {
      double z = draws.normal(k);
      assertThat(draws.draw(k) > draws.draw(0)).isEqualTo(z > draws.normal(0));
      sum += z;
      squares += z * z;
      beyond += Math.abs(z) > 3 ? 1 : 0;
    }
    // four standard errors; 0.0026998 lie beyond 3
    assertThat(sum / DRAWS).isCloseTo(0, within(4 / Math.sqrt(DRAWS)));
    assertThat(squares / DRAWS).isCloseTo(1, within(4 * Math.sqrt(2.0 / DRAWS)));
    double share = 0.0026997960632602;
    assertThat((double) beyond / DRAWS).isCloseTo(share, within(4 * Math.sqrt(share / DRAWS)));
    // Python's statistics.NormalDist().inv_cdf of (1 + v) / 2 for the known answers below
    assertThat(draws.normal(0)).isCloseTo(-0.5820321683717333, within(1e-14));
    assertThat(draws.normal(3)).isCloseTo(-0.5561706750486844, within(1e-14));
  }

  /** Threefry, written again in another language; the numbers from 2³² on are others. */
  @Test
  void uniformDrawsHaveTheKnownAnswers() {
    InitialDraws draws = new InitialDraws(7);
    assertThat(draws.uniform(0)).isEqualTo(-0.4394549867887293);
    assertThat(draws.uniform(3)).isEqualTo(-0.4219058158350707);
    assertThat(draws.uniform(1L << 32)).isEqualTo(0.8611700354581768);
    assertThat(draws.uniform((1L << 32) + 1)).isEqualTo(-0.15322879508712306);
  }

  @Test
  void aDrawIsAFunctionOfSeedAndNumber() {
    InitialDraws draws = new InitialDraws(7);
    double third = draws.draw(3);
    draws.draw(100);
    assertThat(draws.draw(3)).isEqualTo(third);
    assertThat(new InitialDraws(7).draw(3)).isEqualTo(third);
    assertThat(new InitialDraws(8).draw(3)).isNotEqualTo(third);
    assertThat(new InitialDraws(7 + (1L << 32)).draw(3)).isNotEqualTo(third);
  }
}
