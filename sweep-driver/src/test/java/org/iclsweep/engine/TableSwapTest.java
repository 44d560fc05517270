package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.results.FileMerge;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state that each step leaves behind it, made by hand, as if the process had ended there. */
class TableSwapTest {
  private static final String JOURNAL =
      "_compacted/the-table-is-being-compacted-look-again.parquet";
  private static final Storage STORAGE = new Storage(Map.of());

  @TempDir Path directory;
  private SampleTable sample;
  private String digest;
  private org.apache.hadoop.fs.Path fresh;

  @BeforeEach
  void writeBoth() throws Exception {
    sample = SampleTable.write(directory, SampleTrials.study(6), 3);
    digest = sample.digest();
    fresh = TableSwap.folder(sample.table(), "fresh");
    var files = sample.table().contents();
    FileMerge.writeAll(
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    new FileMerge(
                        sample.table(),
                        i == 0 ? files.subList(0, 2) : files.subList(2, files.size()),
                        TableSwap.hidden(fresh, "new-" + i)))
            .toList());
  }

  @Test
  void afterwardsTheNewFilesAreThereAndNothingElse() throws IOException {
    TableSwap.run(sample.table(), fresh);

    assertNewTable();
  }

  @Test
  void aSwapThatNeverBeganLeavesTheTableAsItIs() throws IOException {
    TableSwap.repair(sample.table());

    assertThat(names("trials")).hasSize(5);
    assertThat(directory.resolve("_compacted")).doesNotExist();
    assertThat(sample.digest()).isEqualTo(digest);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void whereverItIsCutOffTheNextOneBringsItToItsEnd(int steps) throws IOException {
    cutOffAfter(steps);
    TableSwap.repair(sample.table());

    assertNewTable();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void whileThereIsNoTableReadersSayHowToGetIt(int steps) throws IOException {
    cutOffAfter(steps);

    assertThatThrownBy(() -> ResultTable.open(directory.toString()))
        .isInstanceOf(ResultException.class)
        .hasMessage(
            "file:%s has no table at this moment: it is being compacted, or that was cut off."
                    .formatted(directory)
                + " Nothing is lost; to bring it to its end: icl-sweep compact file:"
                + directory);
  }

  @Test
  void aReaderWaitsForASwapThatEndsSoon() throws Exception {
    cutOffAfter(3);
    WatchedFileSystem.atLook(3, () -> TableSwap.repair(sample.table()));

    SparkSettings spark = new SparkSettings("local[2]", WatchedFileSystem.settings());
    try (ResultTable results = ResultTable.open(WatchedFileSystem.path(directory), spark)) {
      assertThat(results.digest()).isEqualTo(digest);
    }
    assertThat(WatchedFileSystem.looks()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void anEmptyFolderThatSomebodyHasMadeMeanwhileIsNoTable() throws IOException {
    cutOffAfter(3);
    Files.createDirectories(directory.resolve("trials"));
    TableSwap.repair(sample.table());

    assertNewTable();
  }

  @Test
  void filesThatSomebodyHasPutThereMeanwhileAreNotTouched() throws IOException {
    cutOffAfter(3);
    Files.createDirectories(directory.resolve("trials"));
    Files.writeString(directory.resolve("trials/mine.parquet"), "mine");
    List<String> before = below(directory);

    assertThatThrownBy(() -> TableSwap.repair(sample.table()))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("somebody has put other files into file:" + directory + "/trials")
        .hasMessageContaining("move them away, then try again")
        .hasMessageContaining("the table is in file:" + directory + "/_compacted/fresh.replaced");
    assertThat(below(directory)).isEqualTo(before);
  }

  @Test
  void newFilesThatSomebodyHasRemovedAreNotMissed() throws IOException {
    cutOffAfter(2);
    STORAGE.delete(fresh);
    TableSwap.repair(sample.table());

    assertThat(names("trials")).hasSize(5);
    assertThat(sample.digest()).isEqualTo(digest);
    assertThat(directory.resolve("_compacted")).doesNotExist();
  }

  /** As {@link TableSwap} describes it; 6 is in the middle of deleting. */
  private void cutOffAfter(int steps) throws IOException {
    Path compacted = directory.resolve("_compacted");
    Path replaced = compacted.resolve("fresh.replaced");
    if (steps >= 1) {
      Files.writeString(directory.resolve(JOURNAL), "fresh=fresh\n");
    }
    if (steps >= 2) {
      Files.move(directory.resolve("trials"), replaced);
    }
    if (steps >= 3) { // of two files one
      Files.move(
          compacted.resolve("fresh/new-0.parquet.new"), compacted.resolve("fresh/new-0.parquet"));
    }
    if (steps >= 4) {
      Files.move(
          compacted.resolve("fresh/new-1.parquet.new"), compacted.resolve("fresh/new-1.parquet"));
    }
    if (steps >= 5) {
      Files.move(compacted.resolve("fresh"), directory.resolve("trials"));
    }
    if (steps >= 6) {
      Files.delete(replaced.resolve(names("_compacted/fresh.replaced").get(0)));
    }
  }

  private void assertNewTable() throws IOException {
    assertThat(names("trials")).containsExactly("new-0.parquet", "new-1.parquet");
    assertThat(directory.resolve("_compacted")).doesNotExist();
    assertThat(sample.digest()).isEqualTo(digest);
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
