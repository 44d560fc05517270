package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several drivers, each in a process of its own. */
class DriversTest {
  private static final int SEEDS = 30;
  private static final int ROWS = 3 + 2 * SEEDS;
  @TempDir Path directory;

  @Test
  void aKilledDriverLosesNothingAndASecondOneIsRefusedWhileItLives() throws Exception {
    Study study = SampleTrials.study(SEEDS);
    Path killed = directory.resolve("killed");
    SharedSpark.settings(); // starts it, which may take as long as the other driver's work
    Process driver = SampleDriver.start(killed, "local[2]", SEEDS, gate());
    try {
      awaitTrials(killed, driver, 8);
      assertThatThrownBy(() -> sweep(study, killed))
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("killed is being written by process " + driver.pid() + " on ")
          .hasMessageContaining("wait until it is done, or end it, or choose another --out");
      assertThat(driver.isAlive()).as("the first driver goes on").isTrue();
    } finally {
      driver.destroyForcibly().waitFor();
    }
    assertThat(killed.resolve("_staging")).isNotEmptyDirectory();
    int survived = rows(killed);
    assertThat(survived).isBetween(8, 3 + 2 * GatedTrials.FIRST);

    SweepResult rest = sweep(study, killed);

    assertThat(rest.present()).isEqualTo(survived - 3);
    assertThat(rest.missing()).isZero();
    assertThat(rows(killed)).isEqualTo(ROWS);
    assertThat(killed.resolve("_staging")).doesNotExist();
    Path undisturbed = directory.resolve("undisturbed");
    sweep(study, undisturbed);
    assertThat(digest(killed)).isEqualTo(digest(undisturbed));
  }

  @Test
  void aDriverThatIsTakenOverFromEndsAlthoughNoneOfItsTrialsDoes() throws Exception {
    Path results = directory.resolve("results");
    Path log = directory.resolve("log");
    Map<String, String> elsewhere =
        Map.of(DriverProcess.MACHINE, "elsewhere", LeaseTerms.HEARTBEAT, "200");
    List<String> study =
        List.of(results.toString(), "local[2]", String.valueOf(SEEDS), "1", gate().toString());
    Process driver =
        SampleDriver.on(TestHost.loopback(1), directory.resolve("home"), elsewhere, study)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      awaitTrials(results, driver, 3 + GatedTrials.FIRST);
      StudyFolder folder = StudyFolder.at(SharedSpark.settings().storage(), results.toString());
      LeaseTerms impatient =
          new LeaseTerms(
              DriverProcess.self(), Duration.ofDays(1), Duration.ZERO, () -> false, line -> {});
      try (Lease heir = Lease.take(folder, impatient)) {
        assertThat(driver.waitFor()).isEqualTo(1);
        heir.check();
      }
      assertThat(Files.readString(log)).contains("lost the lease of file:" + results);
    } finally {
      driver.destroyForcibly();
    }
  }

  @Test
  void aKilledExecutorLosesNothing() throws Exception {
    Path killed = directory.resolve("killed");
    Process driver = SampleDriver.start(killed, "local-cluster[2,1,1024]", SEEDS, gate());
    try {
      awaitTrials(killed, driver, 12);
      List<ProcessHandle> executors = SampleDriver.executors(driver);
      assertThat(executors).hasSize(2);
      executors.get(0).destroyForcibly();
      Files.createFile(gate());
      assertThat(driver.waitFor()).isZero();
    } finally {
      driver.destroyForcibly();
    }
    assertThat(rows(killed)).isEqualTo(ROWS);
    Path undisturbed = directory.resolve("undisturbed");
    sweep(SampleTrials.study(SEEDS), undisturbed);
    assertThat(digest(killed)).isEqualTo(digest(undisturbed));
  }

  @Test
  void theDigestDoesNotDependOnTheNumberOfCores() throws Exception {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Process driver = SampleDriver.start(one, "local[1]", 8, gate());
    sweep(SampleTrials.study(8), two);

    assertThat(driver.waitFor()).isZero();
    assertThat(digest(one)).isEqualTo(digest(two));
  }

  /** Trials of the other process wait for this file, all but the first. */
  private Path gate() {
    return directory.resolve("gate");
  }

  private static SweepResult sweep(Study study, Path directory) {
    return new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()))
        .run(study, directory.toString(), Progress.NONE);
  }

  private static void awaitTrials(Path directory, Process driver, int wanted)
      throws IOException, InterruptedException {
    while (files(directory) < wanted) {
      assertThat(driver.isAlive()).as("the driver lives").isTrue();
      Thread.sleep(20);
    }
  }

  private static long files(Path directory) throws IOException {
    Path trials = directory.resolve("trials");
    if (!Files.exists(trials)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(trials)) {
      return files.count();
    }
  }

  private static int rows(Path directory) {
    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> rows = table.rows()) {
      return (int) rows.count();
    }
  }

  private static String digest(Path directory) {
    try (ResultTable table = ResultTable.open(directory.toString())) {
      return table.digest();
    }
  }
}
