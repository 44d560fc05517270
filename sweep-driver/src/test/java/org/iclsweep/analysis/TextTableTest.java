package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iclsweep.analysis.SummaryTable.Heading;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void aRuleIsAsLongAsTheColumnsAndWhatIsBetweenThem() {
    SummaryTable table =
        new SummaryTable(
            List.of(heading("kind", false), heading("loss", true), heading("n", true)),
            List.of(List.of("fan-in", "0.5", "1024"), List.of("a", "", "7")));
    assertThat(TextTable.render(table))
        .isEqualTo(
            String.join(
                "\n",
                "kind    loss     n",
                "------------------",
                "fan-in   0.5  1024",
                "a          -     7",
                ""));
  }

  @Test
  void oneColumnHasNothingBetween() {
    SummaryTable table =
        new SummaryTable(List.of(heading("kind", false)), List.of(List.of("ab"), List.of("")));
    assertThat(TextTable.render(table)).isEqualTo("kind\n----\nab\n-\n");
  }

  private static Heading heading(String name, boolean numeric) {
    return new Heading(name, "", numeric);
  }
}
