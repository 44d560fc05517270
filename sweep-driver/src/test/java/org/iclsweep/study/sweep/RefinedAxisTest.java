package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.study.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefinedAxisTest {

  private static RefinedAxis axis(String path, double first, double last, boolean log) {
    return new RefinedAxis(Parameters.at(path).orElseThrow(), first, last, log);
  }

  /** Four digits: of the number by log, else of the distance of the ends. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 2, true, 0, 0.1",
    "0.1, 2, true, 1, 2",
    "0.1, 2, true, 0.5, 0.4472",
    "0.1, 2, false, 0.5, 1.05",
    "0.1, 2, false, 0.12345, 0.335",
    "100.1, 102, false, 0.12345, 100.335",
    "0.001, 0.0123, false, 0.777, 0.00978",
    "1, 2, false, 0.33333, 1.333",
    "1, 11, false, 0.33333, 4.33",
    "0.12345, 0.9, false, 0, 0.12345",
    "0.1, 2, true, -1, 0.1",
    "0.1, 2, true, 7, 2",
  })
  void valuesHaveTheDigitsOfAStudy(
      double first, double last, boolean log, double place, double value) {
    assertThat(axis("task.input-range", first, last, log).value(place)).isEqualTo(value);
  }

  @Test
  void wholeNumbersStayWhole() {
    RefinedAxis depth = axis("model.depth", 1, 6, false);
    assertThat(depth.value(0.29)).isEqualTo(2);
    assertThat(depth.value(0.31)).isEqualTo(3);
    assertThat(axis("training.steps", 10, 100_000, true).value(0.5)).isEqualTo(1000);
    assertThat(axis("training.steps", 10, 100_000, true).value(0.9)).isEqualTo(39810);
    assertThat(depth.ends()).containsExactly(1, 6);
  }

  @Test
  void placesAreThoseOfValues() {
    for (boolean log : new boolean[] {true, false}) {
      RefinedAxis axis = axis("task.input-range", 0.1, 2, log);
      assertThat(axis.place(0.1)).isZero();
      assertThat(axis.place(2.0)).isEqualTo(1);
      for (double place = 0.05; place < 1; place += 0.1) {
        assertThat(axis.place(axis.number(place))).isCloseTo(place, within(1e-12));
        // half a unit of the fourth digit, where the slope of places is largest
        assertThat(axis.place(axis.value(place))).isCloseTo(place, within(5e-4));
      }
    }
    assertThat(axis("task.input-range", 0.1, 10, true).number(0.5)).isCloseTo(1, within(1e-12));
  }
}
