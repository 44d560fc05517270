package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void fixedRoundsTheExactValueAndKnowsNoNegativeZero() {
    assertThat(Numbers.fixed(0.125, 2)).isEqualTo("0.12");
    assertThat(Numbers.fixed(2.675, 2)).isEqualTo("2.67");
    assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("NaN");
  }

  @Test
  void lossesKeepFourDecimalsUntilTheyAreTooSmallOrLarge() {
    assertThat(List.of(0.20623, 12.345, 3.14159e-12, 123456.0, 0.0))
        .extracting(Numbers::loss)
        .containsExactly("0.2062", "12.35", "3.14e-12", "1.23e5", "0.0000");
    assertThat(Numbers.loss(Double.POSITIVE_INFINITY)).isEqualTo("inf");
  }

  @Test
  void scientificCarriesIntoTheExponent() {
    assertThat(Numbers.scientific(9.999e-7)).isEqualTo("1e-6");
    assertThat(Numbers.scientific(-1234567)).isEqualTo("-1.23e6");
  }

  @Test
  void parametersReadAsInAStudyFile() {
    assertThat(Arrays.asList(1.0, 0.002, 1e-8, 6.0606, 32L, "adam", true, null))
        .extracting(Numbers::value)
        .containsExactly("1", "0.002", "1e-8", "6.0606", "32", "adam", "true", "none");
  }

  @Test
  void pValuesAreNeverZero() {
    assertThat(Numbers.p(0)).isEqualTo("p\u00a0<\u00a00.0001");
    assertThat(Numbers.p(0.4857)).isEqualTo("p\u00a0=\u00a00.49");
  }
}
