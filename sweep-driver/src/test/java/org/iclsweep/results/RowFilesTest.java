package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFilesTest {
  @TempDir java.nio.file.Path directory;
  private TrialTable table;

  @BeforeEach
  void openTable() {
    table = TrialTable.at(new Storage(Map.of()), directory.toString());
  }

  @Test
  void rowsComeBackAsTheyWereWritten() throws IOException {
    List<TrialRow> rows =
        List.of(
            Samples.full("a1", 3),
            Samples.learner("b2"),
            Samples.transformer("c3", 4, Samples.diverged()),
            Samples.transformer("d4", 5, TrialRecord.failed(new IllegalStateException("boom"))));
    write("one", rows);

    assertThat(read()).isEqualTo(rows);
  }

  @Test
  void headsNameTheFileThatHoldsThem() throws IOException {
    write("one", List.of(Samples.full("a1", 3), Samples.learner("b2")));

    StringBuilder seen = new StringBuilder();
    table
        .heads(table.contents())
        .forEach((file, head) -> seen.append(file.name()).append(' ').append(head).append('\n'));
    assertThat(seen)
        .hasToString(
            """
            one.parquet Head[trialId=a1, kind=transformer, outcome=COMPLETED]
            one.parquet Head[trialId=b2, kind=learner, outcome=COMPLETED]
            """);
  }

  @Test
  void aWriterLeavesOneFileAndNothingElse() throws IOException {
    write("one", List.of(Samples.full("a1", 3)));

    try (Stream<java.nio.file.Path> files = Files.list(directory.resolve("trials"))) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("one.parquet");
    }
  }

  @Test
  void filesThatAreNoDataAreNotRead() throws IOException {
    write("one", List.of(Samples.full("a1", 3)));
    for (String name : List.of("_draft.parquet", ".draft.parquet", "notes.txt")) {
      Files.writeString(directory.resolve("trials").resolve(name), "not a table");
    }

    assertThat(read()).hasSize(1);
  }

  private void write(String name, List<TrialRow> rows) throws IOException {
    try (RowWriter writer =
        new RowWriter(table.storage(), new Path(table.folder(), name + ".parquet"))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }
  }

  private List<TrialRow> read() {
    try (Stream<TrialRow> rows = table.rows()) {
      return rows.toList();
    }
  }
}
