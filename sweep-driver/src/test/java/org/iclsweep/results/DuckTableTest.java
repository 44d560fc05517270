package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files and rows DuckDB is asked about, and when it is not asked. */
class DuckTableTest {

  private static final String SEEDS = "SELECT seed FROM trials ORDER BY seed";

  @TempDir Path folder;

  private static TrialTable table(Path directory) {
    return TrialTable.at(new Storage(Map.of()), directory.toString());
  }

  private static Path write(Path directory, String name, long... seeds) throws IOException {
    TrialTable table = table(directory);
    try (RowWriter writer = new RowWriter(table.storage(), table.file(name))) {
      for (long seed : seeds) {
        writer.write(Samples.full("full-" + seed, seed));
      }
    }
    return directory.resolve("trials").resolve(name + ".parquet");
  }

  private static List<Object> seeds(ResultTable table) {
    return table.duckSql(SEEDS).column("seed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "it's", "a \"b\" c", "seed=3", "ünï", "a%20b#c", "a;b,c"})
  void foldersHaveAnyNames(String name) throws IOException {
    write(folder.resolve(name), "one", 2, 1);

    assertThat(seeds(ResultTable.open(folder.resolve(name).toString()))).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a*", "a?", "[a]", "{a}"})
  void namesThatArePatternsAreNotAsked(String name) throws IOException {
    write(folder.resolve(name), "one", 1);
    ResultTable table = ResultTable.open(folder.resolve(name).toString());

    assertThatThrownBy(() -> seeds(table))
        .isInstanceOf(NotAnsweredException.class)
        .hasMessage("DuckDB reads files of this machine, by plain names");
  }

  @Test
  void ofFilesWithOtherRowsThoseThatAreAskedAreAnswered() throws IOException {
    write(folder, "one", 1, 2);
    write(folder, "two", 3, 4);
    write(folder, "three", 5);
    ResultTable some =
        ResultTable.open(
            folder.toString(),
            SparkSettings.local(),
            (table, all) -> {
              List<TrialFile> files =
                  all.stream().filter(f -> !f.name().startsWith("three")).toList();
              return new Extent(files, Set.of("two.parquet"), "full-4"::equals, 3, 2);
            });

    assertThat(seeds(some)).containsExactly(1L, 2L, 4L);
    assertThat(some.duckSql("SELECT count(*) AS n FROM curves").column("n"))
        .isEqualTo(
            some.duckSql("SELECT count(*) AS n FROM curves WHERE seed IN (1, 2, 4)").column("n"));
  }

  @Test
  void ofNoRowsNoneAreAnswered() throws IOException {
    write(folder, "one", 1);
    ResultTable none =
        ResultTable.open(
            folder.toString(),
            SparkSettings.local(),
            (table, all) -> new Extent(all, Set.of("one.parquet"), id -> false, 0, 1));

    assertThat(seeds(none)).isEmpty();
    assertThat(none.duckSql("SELECT count(*) FROM trials").rows()).containsExactly(List.of(0L));
  }

  /** As a compaction does. */
  @Test
  void filesThatTookThePlaceOfOthersAreAsked() throws IOException {
    Path one = write(folder, "one", 1);
    ResultTable table = ResultTable.open(folder.toString());
    assertThat(seeds(table)).containsExactly(1L);
    write(folder, "two", 1, 2);
    assertThat(seeds(table)).as("the files of the first question").containsExactly(1L);

    Files.delete(one);

    assertThat(seeds(table)).containsExactly(1L, 2L);
  }

  /** Which DuckDB would not see: it holds no page against its checksum. */
  @Test
  void aFileWithABitThatIsNotAsItWasWrittenIsNotAsked() throws IOException {
    write(folder, "one", 1);
    Path two = write(folder, "two", 2);
    byte[] bytes = Files.readAllBytes(two);
    bytes[bytes.length / 3] ^= 1;
    Files.write(two, bytes);
    ResultTable table = ResultTable.open(folder.toString());

    assertThatThrownBy(() -> seeds(table))
        .isInstanceOf(NotAnsweredException.class)
        .hasMessageContaining("two.parquet");
  }

  @Test
  void whatFollowsFromColumnsThatOlderFilesLackIsNotAnswered() throws IOException {
    Path one = write(folder.resolve("newer"), "one", 1);
    Path older = Files.createDirectories(folder.resolve("older/trials")).resolve("one.parquet");
    OlderFile.write(one, older, Set.of("theory"));
    ResultTable table = ResultTable.open(folder.resolve("older").toString());

    assertThat(table.duckSql("SELECT count(*) FROM curves").rows()).hasSize(1);
    assertThatThrownBy(() -> table.duckSql("SELECT count(*) FROM theory"))
        .isInstanceOf(NotAnsweredException.class)
        .hasMessageContaining("the table is older than the view theory");
  }

  @Test
  void withoutItsLibraryNothingIsAsked() throws Exception {
    write(folder, "one", 1);
    String without =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(each -> !each.contains("duckdb"))
            .collect(Collectors.joining(File.pathSeparator));
    Path said = folder.resolve("said");

    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                without,
                "org.iclsweep.cli.IclSweep",
                "sql",
                folder.toString(),
                SEEDS,
                "--engine",
                "duckdb")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();

    assertThat(code).isEqualTo(2);
    assertThat(Files.readString(said))
        .contains("DuckDB is not asked this: DuckDB is not there, or does not start here");
  }
}
