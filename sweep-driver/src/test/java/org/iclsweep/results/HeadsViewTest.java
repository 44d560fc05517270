package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsViewTest {
  @TempDir static Path directory;
  private static ResultTable table;

  @BeforeAll
  static void writeTable() throws IOException {
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    try (RowWriter writer = new RowWriter(files.storage(), files.file("all"))) {
      for (TrialRow row : rows()) {
        writer.write(row);
      }
    }
    table = ResultTable.open(directory.toString(), SharedSpark.settings());
  }

  static List<TrialRow> rows() {
    TrialRecord failed = TrialRecord.failed(new IllegalStateException("boom"));
    return List.of(
        row("descends", run(2, false), Map.of("tokens", "concatenated")),
        row("swapped", run(1, true), Map.of("tokens", "concatenated")),
        row("takes turns", run(1, false), Map.of("tokens", "interleaved")),
        row("embedded", run(1, false), Map.of("embedding", 40)),
        row("placed", run(1, false), Map.of("positions", 10)),
        Samples.transformer("failed", 2, failed));
  }

  private static Run run(int heads, boolean late) {
    return Synthetic.trial(Synthetic.parameters(heads, "fan-in-variance", 7), late);
  }

  private static TrialRow row(String id, Run run, Map<String, Object> more) {
    Map<String, Object> parameters = new LinkedHashMap<>(run.parameters());
    parameters.putAll(more);
    return new TrialRow(
        id, TrialRow.TRANSFORMER, null, parameters, run.record(), Samples.PROVENANCE);
  }

  @AfterAll
  static void closeTable() {
    table.close();
  }

  @Test
  void everyHeadIsARow() {
    assertThat(
            rows(
                "SELECT trial_id, layer, head, role, round(key_query_diagonal, 3), value_label,"
                    + " round(product, 4), value_input_diagonal, round(rank_ratio, 3) FROM heads"
                    + " WHERE trial_id = 'descends' ORDER BY head"))
        .containsExactly(
            List.of("descends", 0, 0, "descent", 0.609, -0.5, -0.3045, 0.0, 1.0),
            List.of("descends", 0, 1, "descent", 0.609, -0.5, -0.3045, 0.0, 1.0));
  }

  @Test
  void aSwappedHeadIsFoundByARank() {
    assertThat(
            rows(
                "SELECT role, rank_ratio < 0.01, key_query_off_diagonal FROM heads"
                    + " WHERE trial_id = 'swapped'"))
        .containsExactly(List.of("swapped", true, 0.0));
  }

  @Test
  void whereATokenIsMoreOnlyTheRankIsTold() {
    assertThat(
            rows(
                "SELECT trial_id, role, key_query_diagonal, key_query_off_diagonal, value_label,"
                    + " product, value_input_diagonal, round(rank_ratio, 1) FROM heads"
                    + " WHERE trial_id NOT IN ('descends', 'swapped') ORDER BY trial_id"))
        .containsExactly(nothingOf("embedded"), nothingOf("placed"), nothingOf("takes turns"));
  }

  private static List<Object> nothingOf(String trial) {
    return Arrays.asList(trial, null, null, null, null, null, null, 1.0);
  }

  private static List<List<Object>> rows(String query) {
    return table.sql(query).rows();
  }
}
