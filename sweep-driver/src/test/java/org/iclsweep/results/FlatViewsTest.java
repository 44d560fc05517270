package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the views that follow from shapes against the SQL that was written for them. */
class FlatViewsTest {
  @TempDir static Path directory;
  private static ResultTable table;

  @BeforeAll
  static void writeTable() throws IOException {
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    try (RowWriter writer = new RowWriter(files.storage(), files.file("one"))) {
      writer.write(Samples.full("a1", 0));
      writer.write(Samples.learner("b2"));
      writer.write(Samples.transformer("c3", 1, Samples.diverged()));
    }
    table = ResultTable.open(directory.toString(), SharedSpark.settings());
  }

  @AfterAll
  static void closeTable() {
    table.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curves",
        "alignments",
        "ood",
        "learners",
        "weights",
        "rollouts",
        "sensitivities",
        "spectra",
        "functions"
      })
  void answerAsTheWrittenSql(String view) throws IOException {
    String parameters = "`" + String.join("`, `", TableSchema.parameterColumns()) + "`";
    QueryResult written = table.unsafeSql(written(view).replace("${parameters}", parameters));
    QueryResult generated = table.unsafeSql(Views.query(view));

    assertThat(generated.columns()).isEqualTo(written.columns());
    assertThat(generated.rows()).isNotEmpty().hasToString(written.rows().toString());
  }

  private static String written(String view) throws IOException {
    try (var in = Views.class.getResourceAsStream("views/" + view + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
