package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.read.LossUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events are read off a table by the rule of the study that ran last there. */
class LearntRuleOfTableTest {
  @TempDir Path directory;

  @BeforeEach
  void writeTable() throws IOException {
    Run run = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 1), false);
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    try (RowWriter writer = new RowWriter(files.storage(), files.file("all"))) {
      writer.write(
          new TrialRow(
              "a", TrialRow.TRANSFORMER, null, run.parameters(), run.record(), Samples.PROVENANCE));
    }
  }

  private void study(String text) throws IOException {
    Files.createDirectories(directory.resolve("_study"));
    Files.writeString(directory.resolve("_study/study.conf"), text);
  }

  /** By the view and by the findings, which have to agree. */
  private String fate() {
    try (ResultTable table = ResultTable.open(directory.toString(), SharedSpark.settings())) {
      String told = (String) table.sql("SELECT fate FROM transitions").rows().get(0).get(0);
      assertThat(
              StoredRuns.forFindings(table, LossUnit.HALF_SQUARED_ERROR)
                  .get(0)
                  .fate()
                  .orElseThrow()
                  .label())
          .isEqualTo(told);
      return told;
    }
  }

  @Test
  void anotherRuleTellsTheSameRowsOtherwise() throws IOException {
    assertThat(fate()).isEqualTo("learnt");
    study("study = s\nmeasure.learnt-for = 1900\n");
    assertThat(fate()).isEqualTo("between");
    study("study = s\nmeasure { learnt-within = 1.0001, learnt-for = 0 }\n");
    assertThat(fate()).isEqualTo("between");
    study("study = s\n");
    assertThat(fate()).isEqualTo("learnt");
  }

  @Test
  void aRuleThatIsGivenGoesBeforeTheStudys() throws IOException {
    study("study = s\n");
    try (ResultTable table = ResultTable.open(directory.toString(), SharedSpark.settings())) {
      table.readBy(new LearntRule(1.05, 1900));
      assertThat(table.sql("SELECT fate FROM transitions").rows())
          .isEqualTo(List.of(List.of("between")));
    }
  }

  @Test
  void aStudyThatCannotBeReadIsRefusedWithTheCure() throws IOException {
    study("study = s\nmeasure.learnt-for = often\n");
    try (ResultTable table = ResultTable.open(directory.toString(), SharedSpark.settings())) {
      assertThatThrownBy(table::learntRule)
          .isInstanceOf(ResultException.class)
          .hasMessageStartingWith("_study/study.conf:2: measure.learnt-for: ")
          .hasMessageContaining("run the study again");
    }
  }
}
