package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeConverterTest {

  @Test
  void timesAreANumberAndAUnit() {
    TimeConverter times = new TimeConverter();
    assertThat(times.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(times.convert("10m")).isEqualTo(times.convert("10 min")).hasMinutes(10);
    assertThat(times.convert("2h")).hasHours(2);
    assertThat(times.convert("250ms")).hasMillis(250);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "0s", "-1s", "1.5h", "10 days", "9999999999s"})
  void everythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new TimeConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "is " + text + ", must be a whole number of ms, s, m or h, as in 90s, 10m or 2h");
  }
}
