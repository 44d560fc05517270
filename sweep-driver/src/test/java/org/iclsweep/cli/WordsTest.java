package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.34S, 0.3 s",
    "PT9.96S, 10 s",
    "PT41S, 41 s",
    "PT119S, 119 s",
    "PT2M, 2 min",
    "PT6M26S, 6 min 26 s",
    "PT59M59S, 59 min",
    "PT2H5M, 2 h 5 min",
    "PT50H, 2 days 2 h"
  })
  void timesHaveTwoUnitsAtMost(Duration time, String words) {
    assertThat(Words.time(time)).isEqualTo(words);
  }

  @Test
  void anEstimateIsNeverNothing() {
    assertThat(Words.estimate(Duration.ofMillis(3))).isEqualTo("1 s");
    assertThat(Words.estimate(Duration.ofMillis(8123))).isEqualTo("8 s");
  }

  @ParameterizedTest
  @CsvSource({"1, 1 byte", "999, 999 bytes", "1234, 1.2 kB", "343000, 343 kB", "999600, 1.0 MB"})
  void bytesHaveTwoDigitsAtLeast(long bytes, String words) {
    assertThat(Words.bytes(bytes)).isEqualTo(words);
  }

  @Test
  void commandsCanBeTypedIntoAShell() {
    assertThat(
            Words.command(
                "run", "my study.conf", "--set", "sweep.grid.seed=0..3", "it's", "a*", ""))
        .isEqualTo("./icl-sweep run 'my study.conf' --set sweep.grid.seed=0..3 \"it's\" 'a*' ''");
  }
}
