package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "1e0, 1",
    "2.0E-3, 0.002",
    "2e-3, 0.002",
    "-2.50, -2.5",
    "2000, 2000",
    "1e-8, 1e-8",
    "1.5e-7, 1.5e-7",
    "1e-6, 0.000001",
    "1e15, 1e15",
    "123456789012345, 123456789012345",
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "1.7976931348623157e308, 1.7976931348623157e308"
  })
  void eachValueHasOneForm(String written, String form) {
    assertThat(Decimals.shortest(Double.parseDouble(written))).isEqualTo(form);
  }

  /** The examples of JDK-4511638: {@code Double.toString} gave more digits before JDK 19. */
  @ParameterizedTest
  @CsvSource({
    "2e23, 2e23",
    "1.0E23, 1e23",
    "8.41E21, 8.41e21",
    "2.2250738585072014E-308, 2.2250738585072014e-308",
    "2.0E-3, 0.002",
    "4.9E-324, 5e-324",
    "5.684341886080802e-14, 5.684341886080802e-14"
  })
  void formIsTheShortestOnEveryJdk(String written, String form) {
    assertThat(Decimals.shortest(Double.parseDouble(written))).isEqualTo(form);
  }

  @Test
  void formReadsBackAndIsNeverLongerThanThatOfTheJdk() {
    SplittableRandom random = new SplittableRandom(1);
    DoubleStream anyBits =
        random.longs(5_000).mapToDouble(Double::longBitsToDouble).filter(Double::isFinite);
    DoubleStream powersOfTwo = IntStream.range(-1074, 1024).mapToDouble(e -> Math.scalb(1.0, e));
    DoubleStream subnormal = random.longs(500, 1, 1L << 52).mapToDouble(Double::longBitsToDouble);
    DoubleStream.concat(DoubleStream.concat(anyBits, powersOfTwo), subnormal)
        .forEach(
            number -> {
              String form = Decimals.shortest(number);
              assertThat(Double.parseDouble(form)).isEqualTo(number);
              assertThat(digits(form)).isLessThanOrEqualTo(digits(Double.toString(number)));
            });
  }

  /** From JDK 19 on {@code Double.toString} is the shortest, or 2 digits where 1 would do. */
  @Test
  void formHasAsManyDigitsAsThatOfARecentJdk() {
    if (Runtime.version().feature() >= 19) {
      new SplittableRandom(2)
          .longs(5_000)
          .mapToDouble(Double::longBitsToDouble)
          .filter(number -> Double.isFinite(number) && digits(Double.toString(number)) > 2)
          .forEach(
              number ->
                  assertThat(new BigDecimal(Decimals.shortest(number)))
                      .isEqualByComparingTo(new BigDecimal(Double.toString(number))));
    }
  }

  @Test
  void infinityHasNoForm() {
    assertThatThrownBy(() -> Decimals.shortest(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Infinity has no decimal form");
  }

  private static int digits(String number) {
    return new BigDecimal(number).stripTrailingZeros().precision();
  }
}
