package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.results.DriverFolder;
import org.iclsweep.results.FileMerge;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state that each step leaves behind it, made by hand, as if the process had ended there. */
class TableSwapTest {
  private static final String MARKER = "the-table-is-being-compacted-look-again.parquet";

  @TempDir Path directory;
  private SampleTable sample;
  private String digest;
  private Path dead;
  private DriverFolder driver;

  @BeforeEach
  void writeBoth() throws Exception {
    sample = SampleTable.write(directory, SampleTrials.study(6), 3);
    digest = sample.digest();
    StagingName name = StagingName.of(1);
    driver = new StudyFolder(sample.table()).staging(name);
    dead = Files.createDirectories(directory.resolve("_staging").resolve(name.text()));
    Files.createDirectories(dead.resolve("fresh"));
    var files = sample.table().contents();
    FileMerge.writeAll(
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    new FileMerge(
                        sample.table(),
                        i == 0 ? files.subList(0, 2) : files.subList(2, files.size()),
                        TableSwap.hidden(driver.fresh(), "new-" + i)))
            .toList());
  }

  @Test
  void afterwardsTheNewFilesAreThereAndNothingElse() throws IOException {
    new TableSwap(sample.table(), driver).run();

    assertThat(names("trials")).containsExactly("new-0.parquet", "new-1.parquet");
    assertThat(dead).isEmptyDirectory();
    assertThat(sample.digest()).isEqualTo(digest);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void whereverItIsCutOffTheNextOneHasAWholeTableAndNothingElse(int steps) throws IOException {
    cutOffAfter(steps);
    inherit();

    if (steps < 5) {
      assertThat(names("trials")).hasSize(5);
    } else {
      assertThat(names("trials")).containsExactly("new-0.parquet", "new-1.parquet");
    }
    assertClean();
  }

  @Test
  void anHeirThatDiedHasLeftItToTheNextOne() throws IOException {
    cutOffAfter(4);
    Path heir = directory.resolve("_staging").resolve(StagingName.of(2).text());
    Files.createDirectories(heir.resolve("fenced"));
    Files.move(dead, heir.resolve("fenced/one"));
    Files.createDirectories(directory.resolve("_study/leases"));
    Files.writeString(directory.resolve("_study/leases/000000000002"), "garbled");
    inherit();

    assertThat(names("trials")).hasSize(5);
    assertClean();
  }

  @Test
  void whileThereIsNoTableReadersSayHowToGetIt() throws IOException {
    cutOffAfter(4);

    assertThatThrownBy(() -> ResultTable.open(directory.toString()))
        .isInstanceOf(ResultException.class)
        .hasMessage(
            "file:%s has no table at this moment: it is being compacted, or that was cut off."
                    .formatted(directory)
                + " Nothing is lost; to bring it to its end: icl-sweep compact file:"
                + directory);
    Compaction.run(sample.table().storage(), directory.toString(), SampleTable.TARGET_BYTES);
    assertClean();
  }

  @Test
  void aReaderWaitsForASwapThatEndsSoon() throws Exception {
    cutOffAfter(4);
    WatchedFileSystem.atLook(3, this::inherit);

    SparkSettings spark = new SparkSettings("local[2]", WatchedFileSystem.settings());
    try (ResultTable results = ResultTable.open(WatchedFileSystem.path(directory), spark)) {
      assertThat(results.digest()).isEqualTo(digest);
    }
    assertThat(WatchedFileSystem.looks()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void anEmptyFolderThatSomebodyHasMadeMeanwhileIsNoTable() throws IOException {
    cutOffAfter(4);
    Files.createDirectories(directory.resolve("trials"));
    inherit();

    assertThat(names("trials")).hasSize(5);
    assertClean();
  }

  @Test
  void filesThatSomebodyHasPutThereMeanwhileAreNotTouchedAndNeitherIsTheTable() throws IOException {
    cutOffAfter(4);
    Files.createDirectories(directory.resolve("trials"));
    Files.writeString(directory.resolve("trials/mine.parquet"), "mine");

    assertThatThrownBy(this::inherit)
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("somebody has put other files into file:" + directory + "/trials")
        .hasMessageContaining("move them away, then try again: the table is in ");
    assertThat(directory.resolve("trials/mine.parquet")).hasContent("mine");
    Files.move(directory.resolve("trials"), directory.resolve("mine"));
    inherit();

    assertThat(names("trials")).hasSize(5);
    assertClean();
  }

  /** As {@link TableSwap} describes it, 2 in two; 6 is in the middle of deleting. */
  private void cutOffAfter(int steps) throws IOException {
    if (steps >= 1) {
      Files.writeString(dead.resolve(MARKER), "no Parquet");
    }
    for (int file = 0; file < 2; file++) {
      if (steps >= 2 + file) {
        String name = "fresh/new-" + file + ".parquet";
        Files.move(dead.resolve(name + ".new"), dead.resolve(name));
      }
    }
    if (steps >= 4) {
      Files.move(directory.resolve("trials"), dead.resolve("old"));
    }
    if (steps >= 5) {
      Files.move(dead.resolve("fresh"), directory.resolve("trials"));
    }
    if (steps >= 6) {
      try (Stream<Path> files = Files.list(dead.resolve("old"))) {
        Files.delete(files.findFirst().orElseThrow());
      }
    }
  }

  private void inherit() throws IOException {
    LeaseTerms terms =
        new LeaseTerms(
            DriverProcess.self(), Duration.ofDays(1), Duration.ZERO, () -> false, line -> {});
    Lease.take(new StudyFolder(sample.table()), terms).close();
  }

  private void assertClean() {
    assertThat(directory.resolve("_staging")).doesNotExist();
    assertThat(sample.digest()).isEqualTo(digest);
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
