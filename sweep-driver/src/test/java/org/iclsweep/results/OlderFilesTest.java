package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What docs/table.md says of files that are older than some columns, in a folder whose name looks
 * like a column: its snippets, and the program itself. {@code pip install duckdb polars pandas
 * pyarrow}, and {@code -Dtest.python=...} for another Python.
 */
class OlderFilesTest {
  private static final Path DOCUMENT = Path.of("../docs/table.md");
  private static final int COLUMNS = TableSchema.ROW.fields().size();

  /** A list, a number that everything has now, and a field of what is in a list. */
  private static final Set<String> LATER =
      Set.of("functions", "transition_step", "learners.list.element.penalty");

  @TempDir static Path folder;
  private static Path results;

  @BeforeAll
  static void writeAnOlderFileAndAYoungerOne() throws IOException {
    results = folder.resolve("seed=3/results");
    TrialTable table = TrialTable.at(new Storage(Map.of()), results.toString());
    Path whole = folder.resolve("whole.parquet");
    write(whole, Samples.full("a", 7));
    Files.createDirectories(results.resolve("trials"));
    OlderFile.write(whole, results.resolve("trials/1-older.parquet"), LATER);
    write(results.resolve("trials/2-younger.parquet"), Samples.full("b", 8));
    assertThat(table.contents()).hasSize(2);
  }

  private static void write(Path file, TrialRow row) throws IOException {
    Storage storage = new Storage(Map.of());
    try (RowWriter writer = new RowWriter(storage, storage.qualified(file.toString()))) {
      writer.write(row);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "polars", "pandas"})
  void inOtherToolsWhatIsMissingIsNullAndTheFolderIsNoColumn(String tool) throws Exception {
    List<JsonNode> rows = read(tool, snippet(tool));

    assertThat(rows).hasSize(2);
    JsonNode older = rows.get(0);
    JsonNode younger = rows.get(1);
    assertThat(older.get("trial_id").asText()).isEqualTo("a");
    assertThat(older.get("seed").asLong()).isEqualTo(7);
    assertThat(younger.get("seed").asLong()).isEqualTo(8);
    assertThat(older.get("columns").asInt()).isEqualTo(COLUMNS);
    assertThat(older.get("final_loss").asDouble()).isEqualTo(7.25);
    assertThat(older.get("transition_step").isNull()).isTrue();
    assertThat(older.get("functions").isNull()).isTrue();
    assertThat(older.get("loss").asDouble()).isEqualTo(0.125);
    assertThat(older.get("penalty").isNull()).isTrue();
    assertThat(younger.get("transition_step").asDouble()).isEqualTo(41.5);
    assertThat(younger.get("functions").asInt()).isEqualTo(1);
    assertThat(younger.get("penalty").asDouble()).isEqualTo(0.7);
  }

  @Test
  void inTheProgramWhatIsMissingIsNull() {
    try (ResultTable table = ResultTable.open(results.toString(), SharedSpark.settings())) {
      assertThat(
              table
                  .sql(
                      "SELECT trial_id, seed, transition_step, size(functions),"
                          + " learners[0].penalty FROM records ORDER BY trial_id")
                  .rows())
          .hasToString("[[a, 7, null, null, null], [b, 8, 41.5, 1, 0.7]]");
      try (Stream<TrialRow> rows = table.rows()) {
        assertThat(rows.map(row -> row.record().transitionStep())).containsExactly(null, 41.5);
      }
    }
  }

  private static String snippet(String tool) throws IOException {
    String language = (tool.equals("duckdb") ? "sql " : "python ") + tool;
    List<String> found =
        Pattern.compile("(?s)```" + language + "\n(.*?)\n```")
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(each -> each.group(1))
            .toList();
    assertThat(found).as(language).hasSize(1);
    return found.get(0);
  }

  private static List<JsonNode> read(String tool, String snippet) throws Exception {
    String said = PythonScript.of("older_files.py", results, tool, snippet).said();
    return new ObjectMapper().readTree(said).valueStream().toList();
  }
}
