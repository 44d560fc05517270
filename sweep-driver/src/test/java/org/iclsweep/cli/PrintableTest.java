package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void controlCharactersAreShown() {
    assertThat(Printable.text("a\u001b[31mb\u0007\r\u007f\u009b"))
        .isEqualTo("a\\x1b[31mb\\x07\\x0d\\x7f\\x9b");
  }

  @Test
  void whatTurnsTheDirectionOfWritingIsShown() {
    assertThat(Printable.text("a\u202eb\u2066c\u2028")).isEqualTo("a\\u202eb\\u2066c\\u2028");
  }

  @Test
  void linesTabsAndLettersOfAllLanguagesStay() {
    assertThat(Printable.text("é\t≤ 3 µs\n日本 😀")).isEqualTo("é\t≤ 3 µs\n日本 😀");
  }

  @Test
  void halvesOfCharactersAreShown() {
    assertThat(Printable.text("a\ud800b")).isEqualTo("a\\ud800b");
  }
}
