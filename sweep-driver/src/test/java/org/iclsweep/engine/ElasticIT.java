package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster whose workers and executors come and go while a study runs there. */
class ElasticIT {
  private static final int SEEDS = 2500;
  private static final int LEARNERS = 3;
  private static final int FEW_SEEDS = GatedTrials.FIRST + 1;
  private static final int QUICK_ROWS = 2 * GatedTrials.FIRST + LEARNERS;
  private static final Storage STORAGE = new Storage(Map.of());
  private static final String WAITING =
      "no executor: waiting for the cluster (dynamic allocation, 0 of at most 3)";

  /** Chunks as large as those that three executors come to without a limit. */
  private static final Duration LONG = Duration.ofDays(1);

  @TempDir Path directory;
  private TestCluster cluster;
  private Path results;
  private Path begun;
  private Process driver;

  @BeforeEach
  void startWithoutWorkers() throws IOException {
    results = directory.resolve("results");
    begun = Files.createDirectory(directory.resolve("begun"));
    cluster = TestCluster.start(directory.resolve("cluster"), 0);
  }

  @AfterEach
  void stop() {
    driver.destroyForcibly();
    cluster.close();
  }

  @Test
  void onlyChunksInHandAreLostAndWhatIsWaitedForIsTold() throws Exception {
    start(SEEDS, "2", Map.of());
    await(() -> WAITING.equals(waiting()));
    assertThat(rows()).isZero();

    ProcessHandle warned = cluster.addWorker();
    await(() -> waiting() == null && rows() > LEARNERS);
    ProcessHandle first = cluster.executors().get(0);
    cluster.addWorker();
    await(() -> cluster.executors().size() == 2);
    cluster.decommission(warned);
    await(() -> !first.isAlive());
    assertThat(rows()).as("a worker was warned too late").isLessThan(2 * SEEDS);
    assertThat(lost()).as("lost before a kill").isLessThanOrEqualTo(2L * largestChunk());
    long before = rows();
    await(() -> rows() > before);
    cluster.kill(cluster.executors().get(0));

    assertThat(driver.waitFor()).as(cluster::logs).isZero();
    assertThat(rows()).isEqualTo(2 * SEEDS + LEARNERS);
    assertThat(lost()).as("trials that were begun twice").isBetween(0L, (long) largestChunk());
    assertThat(digest(results)).isEqualTo(localDigest());
  }

  @Test
  @Tag("clusters")
  void executorsThatAreLostWithTheSameChunkDoNotEndARun() throws Exception {
    Path gate = directory.resolve("gate");
    cluster.addWorker();
    start(FEW_SEEDS, gate.toString(), Map.of());
    for (int kill = 0; kill < 4; kill++) {
      killTheOneThatIsAtWork(kill);
    }
    Files.createFile(gate);

    assertThat(driver.waitFor()).as(cluster::logs).isZero();
    assertThat(rows()).isEqualTo(QUICK_ROWS + 2);
  }

  @Test
  @Tag("clusters")
  void whereTheUserSetsALimitItIsToldWithWhatToType() throws Exception {
    cluster.addWorker();
    start(FEW_SEEDS, directory.resolve("gate").toString(), Map.of("spark.task.maxFailures", "2"));
    for (int kill = 0; kill < 2; kill++) {
      killTheOneThatIsAtWork(kill);
    }

    assertThat(driver.waitFor()).isEqualTo(1);
    assertThat(status().orElseThrow().message())
        .matches("(?s)2 executors were lost that had the same chunk in hand, the last one .*")
        .contains("Command exited with code 137")
        .contains(" trials are in ", "the same command goes on", "--conf spark.task.maxFailures=");
  }

  @Test
  void whatFailsWithoutAnyLossEndsARunAsSoonAsElsewhere() throws Exception {
    cluster.addWorker();
    start(SEEDS, SampleDriver.BROKEN, Map.of());

    assertThat(driver.waitFor()).isEqualTo(1);
    assertThat(status().orElseThrow().message())
        .contains("a chunk failed 4 times, most recently on 127.0.0.1: ", "not of the trial");
    assertThat(CountedTrials.count(begun))
        .as("Spark tells of each a little later")
        .isBetween(4L, 31L);
  }

  private void start(int seeds, String trials, Map<String, String> settings) throws IOException {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "spark.dynamicAllocation.enabled", "true",
                "spark.dynamicAllocation.maxExecutors", "3",
                "spark.executor.cores", "1",
                "spark.executor.memory", "512m",
                "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1"));
    all.putAll(settings);
    List<String> study =
        List.of(
            results.toString(),
            cluster.masterUrl(),
            String.valueOf(seeds),
            String.valueOf(LONG.toMillis()),
            String.join(" ", SampleDriver.COUNTED, begun.toString(), trials));
    driver =
        SampleDriver.on(TestHost.loopback(1), directory.resolve("home"), all, study)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("cluster/driver.log").toFile())
            .start();
  }

  /** It has one in hand of the trials that wait, when all the others are in the table. */
  private void killTheOneThatIsAtWork(int kills) throws Exception {
    await(
        () ->
            cluster.executors().size() == 1
                && rows() == QUICK_ROWS
                && CountedTrials.count(begun) > QUICK_ROWS + kills);
    cluster.kill(cluster.executors().get(0));
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      assertThat(driver.isAlive()).as(() -> "the driver lives\n" + cluster.logs()).isTrue();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private Optional<RunStatus> status() {
    return RunStatus.of(STORAGE, results.toString());
  }

  private String waiting() {
    return status().map(RunStatus::waiting).orElse(null);
  }

  private long rows() {
    return files().stream().mapToLong(TrialFile::rows).sum();
  }

  private long largestChunk() {
    return files().stream().mapToLong(TrialFile::rows).max().orElse(0);
  }

  private List<TrialFile> files() {
    TrialTable table = TrialTable.at(STORAGE, results.toString());
    return table.settled(table::contents);
  }

  /** Trials that were begun and are not in the table: those in hand, and those that are lost. */
  private long lost() {
    return CountedTrials.count(begun) - rows();
  }

  private String localDigest() throws Exception {
    Path local = directory.resolve("local");
    new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()).withChunkTime(LONG))
        .run(SampleTrials.study(SEEDS), local.toString(), Progress.NONE);
    return digest(local);
  }

  private static String digest(Path results) {
    try (ResultTable table = ResultTable.open(results.toString())) {
      return table.digest();
    }
  }
}
