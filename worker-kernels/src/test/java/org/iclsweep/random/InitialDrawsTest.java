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
