package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests reject where there is nothing to be found as often as they say: discrete exact ones in at
 * most 6 %, permutations of finely graded statistics in 4 to 6 %, as far as so few repetitions can
 * tell: four of their standard errors.
 */
class NullSimulationTest {
  private static final int REPETITIONS = 400;
  private static final double ERROR = 4 * Math.sqrt(0.05 * 0.95 / REPETITIONS);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9})
  void testsRejectAsOftenAsTheySay(double rho) {
    NullSimulation.rates(REPETITIONS, rho, 1)
        .forEach(
            (test, rate) -> {
              assertThat(rate).as(test).isLessThan(0.06 + ERROR);
              if (test.startsWith("steps")) {
                assertThat(rate).as(test).isGreaterThan(0.04 - Math.min(ERROR, 0.035));
              }
            });
  }
}
