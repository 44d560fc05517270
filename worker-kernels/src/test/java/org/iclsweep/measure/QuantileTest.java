package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileTest {
  private static final double[] SEVEN = {0.5, 1, 2, 3, 5, 8, 13};

  /** By numpy.quantile of the same numbers. */
  @ParameterizedTest
  @CsvSource({"0, 0.5", "0.1, 0.8", "0.25, 1.5", "0.5, 3", "0.9, 10", "0.99, 12.7", "1, 13"})
  void isThatOfNumPy(double probability, double quantile) {
    assertThat(Quantile.of(SEVEN, probability)).isCloseTo(quantile, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"0", "0.3", "1"})
  void ofOneNumberIsTheNumber(double probability) {
    assertThat(Quantile.of(new double[] {4}, probability)).isEqualTo(4);
  }
}
