package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void fixedRoundsTheExactValueAndKnowsNoNegativeZero() {
    assertThat(Numbers.fixed(0.125, 2)).isEqualTo("0.12");
    assertThat(Numbers.fixed(2.675, 2)).isEqualTo("2.67");
    assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.fixed(-0.375, 2)).isEqualTo("-0.38");
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("NaN");
    assertThat(Numbers.fixed(Double.NEGATIVE_INFINITY, 2)).isEqualTo("-inf");
  }

  @Test
  void lossesKeepFourDecimalsUntilTheyAreTooSmallOrLarge() {
    assertThat(List.of(0.20623, 12.345, 3.14159e-12, 123456.0, 0.0))
        .extracting(Numbers::loss)
        .containsExactly("0.2062", "12.35", "3.14e-12", "1.23e5", "0.0000");
    assertThat(Numbers.loss(Double.POSITIVE_INFINITY)).isEqualTo("inf");
  }

  @Test
  void lossesChangeTheirFormWhereItIsSaid() {
    assertThat(List.of(5e-4, 4.99e-4, -0.0005, 9.5, 10.0, 9999.0, 1e4))
        .extracting(Numbers::loss)
        .containsExactly("0.0005", "4.99e-4", "-0.0005", "9.5000", "10.00", "9999.00", "1e4");
  }

  @Test
  void anErrorIsToldWhereThereIsOne() {
    assertThat(Numbers.loss(0.2049, 0.0034)).isEqualTo("0.2049 ± 0.0034");
    assertThat(Numbers.loss(0.2049, 0)).isEqualTo("0.2049");
    assertThat(Numbers.loss(0.2049, OptionalDouble.of(0.0034))).isEqualTo("0.2049 ± 0.0034");
    assertThat(Numbers.loss(0.2049, OptionalDouble.empty())).isEqualTo("0.2049");
  }

  @Test
  void ratiosHaveFewerDecimalsFarFromOne() {
    assertThat(List.of(1.00349, -0.5, 9.5, 10.0, -123.75, 9999.5, 1e4, 12345.0))
        .extracting(Numbers::ratio)
        .containsExactly("1.003", "-0.500", "9.500", "10.0", "-123.8", "9999.5", "1e4", "1.23e4");
    assertThat(List.of(5e-3, 4.214e-4, -1e-3, 0.0))
        .extracting(Numbers::ratio)
        .containsExactly("0.005", "4.21e-4", "-1e-3", "0.000");
  }

  @Test
  void whatAQueryAnsweredHasFiveDigits() {
    assertThat(List.of(0.123456, 2.5, 123456.0, Double.POSITIVE_INFINITY))
        .extracting(Numbers::measured)
        .containsExactly("0.12346", "2.5", "123460", "inf");
  }

  @Test
  void percentIsWhole() {
    assertThat(Numbers.percent(0.0578)).isEqualTo("6");
    assertThat(Numbers.percent(1)).isEqualTo("100");
  }

  @Test
  void scientificCarriesIntoTheExponent() {
    assertThat(Numbers.scientific(9.999e-7)).isEqualTo("1e-6");
    assertThat(Numbers.scientific(-1234567)).isEqualTo("-1.23e6");
    assertThat(Numbers.scientific(0)).isEqualTo("0");
    assertThat(Numbers.scientific(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void parametersReadAsInAStudyFile() {
    assertThat(Arrays.asList(1.0, 0.002, 1e-8, 6.0606, 32L, "adam", true, null))
        .extracting(Numbers::value)
        .containsExactly("1", "0.002", "1e-8", "6.0606", "32", "adam", "true", "none");
  }

  @Test
  void parametersFarFromOneAreWrittenWithAnExponent() {
    assertThat(List.of(1e-5, 9e-6, 9999999.0, 1e7, 0.0, -2e7, 0.5f, Double.NaN))
        .extracting(Numbers::value)
        .containsExactly("0.00001", "0.000009", "9999999", "1e7", "0", "-2e7", "0.5", "NaN");
  }

  @Test
  void pValuesAreNeverZero() {
    assertThat(Numbers.p(0)).isEqualTo("p\u00a0<\u00a00.0001");
    assertThat(Numbers.p(0.4857)).isEqualTo("p\u00a0=\u00a00.49");
    assertThat(List.of(0.5, 0.1, 0.0999, 0.001, 0.0009, 1e-4))
        .extracting(Numbers::p)
        .extracting(p -> p.replace("p\u00a0=\u00a0", ""))
        .containsExactly("0.50", "0.10", "0.100", "0.001", "0.0009", "0.0001");
  }
}
