package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.results.FaultyFileSystem;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullDiskTest {
  private static final int SEEDS = 20;
  @TempDir Path folder;
  private Path directory;
  private Study study;
  private SparkSettings spark;

  @BeforeEach
  void useAFaultyDisk() throws Exception {
    SharedSpark.settings();
    Map<String, String> settings =
        FaultyFileSystem.settings().entrySet().stream()
            .collect(
                Collectors.toMap(each -> "spark.hadoop." + each.getKey(), Map.Entry::getValue));
    spark = new SparkSettings("local[2]", settings);
    directory = folder.resolve("study");
    study = SampleTrials.study(SEEDS);
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @Test
  void anExecutorThatFindsNoRoomStopsTheSweepAndTheNextRunGoesOn() throws Exception {
    FaultyFileSystem.ROOM.set(700_000); // some ten of forty files

    assertThatThrownBy(this::sweep)
        .isInstanceOf(SweepException.class)
        .hasMessageMatching(
            "the disk is full: cannot write faulty:.*/_staging/.*\\.staged: No space left on"
                + " device\\. What is committed is safe: \\d+ of 40 trials are in"
                + " faulty:.*/study/trials; make room, then the same command goes on from there");
    List<TrialRow> committed = rows();
    assertThat(committed).hasSizeBetween(4, SEEDS + SEEDS + 2);
    assertThat(committed)
        .filteredOn(row -> row.record().outcome() == Outcome.FAILED)
        .allMatch(row -> row.parameters().get("seed").equals(SampleTrials.THROWS));
    assertThat(directory.resolve("_staging")).doesNotExist();

    FaultyFileSystem.heal();
    SweepResult rest = sweep();

    assertThat(rest.present()).isEqualTo(committed.size() - 3);
    assertThat(rest.missing()).isZero();
    assertThat(SampleTable.digest(directory)).isEqualTo(undisturbed());
  }

  @Test
  void aDiskThatIsFullAtTheStartIsToldAndNothingIsHeld() throws Exception {
    FaultyFileSystem.ROOM.set(0);

    assertThatThrownBy(this::sweep)
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("the disk is full: cannot write faulty:")
        .hasMessageEndingWith("make room, then the same command goes on from there");
    FaultyFileSystem.heal();
    assertThat(sweep().run()).isEqualTo(2 * SEEDS);
  }

  /** Words of a name node of Hadoop 3.5, with the trace that it sends along. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The NameSpace quota (directories and files) of directory /a is exceeded: quota=14 file count=15"
            + " | a quota is used up: cannot write | file count=15. What is committed is safe: | make room, then",
        "The DiskSpace quota of /a is exceeded: quota = 300 B = 300 B but diskspace consumed = 400 B"
            + " | a quota is used up: cannot write | = 400 B. What is committed is safe: | make room, then",
        "Cannot create file/a. Name node is in safe mode.~It was turned on manually. Use \"hdfs dfsadmin -safemode leave\""
            + " | cannot write | -safemode leave\". What is committed is safe: | the same command"
      })
  void whatANameNodeRefusesIsToldWithoutItsTrace(
      String refusal, String begins, String safe, String next) throws Exception {
    FaultyFileSystem.refusal =
        refusal.replace('~', '\n') + "\n\tat org.apache.hadoop.hdfs.NameNode(NameNode.java:1)\n";
    FaultyFileSystem.ROOM.set(700_000);

    assertThatThrownBy(this::sweep)
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith(begins)
        .hasMessageContaining("_staging/")
        .hasMessageContaining(safe)
        .hasMessageEndingWith(
            "; "
                + (next.startsWith("make") ? "make room, then " : "")
                + "the same command goes on from there")
        .message()
        .doesNotContain("\tat ", "Lost task");
    FaultyFileSystem.heal();
    assertThat(sweep().missing()).isZero();
    assertThat(SampleTable.digest(directory)).isEqualTo(undisturbed());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNameNodeThatRefusesTheFirstFileIsToldWithoutItsTrace(boolean late) {
    FaultyFileSystem.refusesLate = late;
    FaultyFileSystem.refusal =
        "Name node is in safe mode.\nIt was turned on.\n\tat a.B.c(B.java:1)";
    FaultyFileSystem.ROOM.set(0);

    assertThatThrownBy(this::sweep)
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith(
            "cannot write to " + FaultyFileSystem.path(directory) + ": cannot write ")
        .hasMessageEndingWith(": Name node is in safe mode.\nIt was turned on.");
  }

  @Test
  void aCommitThatFailsIsToldWithItsReasonAndWhatIsThereIsSafe() {
    Progress breakTable =
        state -> {
          if (state.phase() == Progress.Phase.TRIALS && state.fresh() == 0) {
            replaceTableByAFile();
          }
        };

    assertThatThrownBy(() -> sweep(breakTable))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("cannot commit to faulty:" + directory + "/trials: ")
        .hasMessageContaining("What is committed is safe: 0 of 40 trials are in")
        .hasMessageEndingWith("the same command goes on from there");
  }

  @Test
  void aCompactionThatFindsNoRoomLeavesTheTableAsItIs() throws Exception {
    Storage storage = spark.storage();
    String path = FaultyFileSystem.path(directory);
    SampleTable.write(path, storage, study, 2);
    List<Path> before = everything();
    FaultyFileSystem.ROOM.set(10_000);

    assertThatThrownBy(() -> Compaction.run(storage, path, SampleTable.TARGET_BYTES))
        .isInstanceOf(SweepException.class)
        .hasMessageMatching(
            "the disk is full: cannot write faulty:.*/_staging/.*/fresh/.*: No space left on device\\. The"
                + " table is as it was; make room for a second one, and compact again with the same"
                + " command");
    assertThat(everything()).isEqualTo(before);

    FaultyFileSystem.heal();
    assertThat(Compaction.run(storage, path, SampleTable.TARGET_BYTES).filesAfter()).isEqualTo(2);
    assertThat(SampleTable.digest(directory)).isEqualTo(undisturbed());
  }

  private SweepResult sweep() {
    return sweep(Progress.NONE);
  }

  private SweepResult sweep(Progress progress) {
    SweepOptions options = SweepOptions.on(spark).withChunkTime(Duration.ofMillis(1));
    return new Sweep(new SampleTrials(0), options)
        .run(study, FaultyFileSystem.path(directory), progress);
  }

  private String undisturbed() throws IOException {
    return SampleTable.write(folder.resolve("undisturbed"), study, 100).digest();
  }

  private List<TrialRow> rows() {
    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.toList();
    }
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !file.toString().contains("/_study/lease")).sorted().toList();
    }
  }

  private void replaceTableByAFile() {
    try {
      Files.move(directory.resolve("trials"), directory.resolve("elsewhere"));
      Files.writeString(directory.resolve("trials"), "no folder");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
