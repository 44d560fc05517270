package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.TrialRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies on S3. */
class S3SweepIT {
  private static final int SEEDS = 16;
  private static final int LEARNERS = 3;
  private static final int ROWS = LEARNERS + 2 * SEEDS;

  /** A trial a chunk: the trials of longer chunks get other names in the table. */
  private static final Duration SHORT = Duration.ofMillis(1);

  /** As long as chunks get: some trials in the first ones. */
  private static final Duration LONG = Duration.ofDays(1);

  @TempDir Path disk;
  private final String directory = S3Server.directory("study-" + UUID.randomUUID());
  private S3Server server;
  private SparkSettings spark;
  private StudyFolder folder;

  @BeforeEach
  void openFolder() throws IOException {
    SharedSpark.settings();
    server = S3Server.shared();
    spark = server.spark("local[2]");
    folder = StudyFolder.at(server.storage(), directory);
  }

  @AfterEach
  void resetServer() {
    server.reset();
  }

  @Test
  void aKilledDriverLosesNothingAndItsCommitThatComesLateAddsNothing() throws Exception {
    LateCopy late = new LateCopy(0, true);
    Path gate = disk.resolve("gate");
    Process driver =
        SampleDriver.start(
            directory,
            disk.resolve("home"),
            server.settings(),
            "local[2]",
            SEEDS,
            gate.toString(),
            LONG);
    try {
      awaitFiles(LEARNERS, driver);
      assertThatThrownBy(() -> sweep(SHORT))
          .isInstanceOf(SweepException.class)
          .hasMessageContaining(directory + " is being written by process " + driver.pid() + " on ")
          .hasMessageContaining("wait until it is done, or end it, or choose another --out");
      assertThat(driver.isAlive()).as("the first driver goes on").isTrue();
      server.setFate(late);
      Files.createFile(gate);
      late.awaitBegin();
    } finally {
      driver.destroyForcibly().waitFor();
      server.reset();
    }
    assertThat(ids()).hasSizeBetween(LEARNERS, ROWS - 2);

    SweepResult rest = sweep(SHORT);
    assertThat(rest.missing()).isZero();
    late.end();

    assertWholeAndClean();
  }

  @Test
  void aCommitThatFailedAndComesLateAddsNothing() throws Exception {
    LateCopy late = new LateCopy(LEARNERS, false);
    server.setFate(late);
    assertThatThrownBy(() -> sweep(LONG))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("cannot commit to " + directory + "/trials");
    server.reset();
    assertThat(Lease.holder(folder)).as("nobody waits for this process to end").isEmpty();

    sweep(SHORT);
    late.end();

    assertWholeAndClean();
  }

  @Test
  void rowsThatAreTakenOverByACommitThatComesLateAreThereOnce() throws Exception {
    Path other = disk.resolve("other");
    SampleTable.write(other, SampleTrials.study(SEEDS), 8);
    LateCopy late = new LateCopy(0, false);
    server.setFate(late);
    assertThatThrownBy(() -> sweepAdopting(other)).isInstanceOf(SweepException.class);
    server.reset();

    SweepResult rest = sweepAdopting(other);
    assertThat(rest.adopted()).extracting(Adopted::trials).containsExactly(2L * (SEEDS - 1));
    late.end();

    assertWholeAndClean();
  }

  private SweepResult sweepAdopting(Path other) throws Exception {
    List<String> adopted = List.of(other.toString());
    return new Sweep(new SampleTrials(0), SweepOptions.on(spark).withAdopted(adopted))
        .run(SampleTrials.study(SEEDS), directory, Progress.NONE);
  }

  /** Every trial is there once, as on a disk, and nothing beside the table. */
  private void assertWholeAndClean() throws Exception {
    assertThat(ids()).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(digest(directory, spark)).isEqualTo(digestOnDisk());
    assertThat(folder.storage().exists(folder.staging())).isFalse();
    assertThat(Lease.holder(folder)).isEmpty();
  }

  private String digestOnDisk() throws Exception {
    String onDisk = disk.resolve("study").toString();
    new Sweep(new SampleTrials(0), SweepOptions.on(SharedSpark.settings()))
        .run(SampleTrials.study(SEEDS), onDisk, Progress.NONE);
    return digest(onDisk, SharedSpark.settings());
  }

  private SweepResult sweep(Duration chunkTime) throws Exception {
    return new Sweep(new SampleTrials(0), SweepOptions.on(spark).withChunkTime(chunkTime))
        .run(SampleTrials.study(SEEDS), directory, Progress.NONE);
  }

  private void awaitFiles(int wanted, Process driver) throws InterruptedException {
    while (folder.table().files().size() < wanted) {
      assertThat(driver.isAlive()).as("the driver lives").isTrue();
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private List<String> ids() {
    try (Stream<TrialRow> rows = folder.table().rows()) {
      return rows.map(TrialRow::trialId).toList();
    }
  }

  private static String digest(String results, SparkSettings settings) {
    try (ResultTable table = ResultTable.open(results, settings)) {
      return table.digest();
    }
  }

  /**
   * One copy into the table that the store begins, and ends when it is told to. Who asks for it
   * waits meanwhile, or hears that it failed.
   */
  private final class LateCopy implements S3Server.Fate {
    private final AtomicInteger othersBefore;
    private final boolean keepsWaiting;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<URI> target = new AtomicReference<>();
    private byte[] source;

    LateCopy(int othersBefore, boolean keepsWaiting) {
      this.othersBefore = new AtomicInteger(othersBefore);
      this.keepsWaiting = keepsWaiting;
    }

    @Override
    public S3Server.Answer of(S3Server.Request request) throws IOException {
      if (!request.copiesTo("/trials/")
          || othersBefore.getAndDecrement() > 0
          || !target.compareAndSet(null, request.target())
              && !target.get().equals(request.target())) {
        return server.forward(request);
      }
      if (begun.getCount() > 0) {
        source = server.forward(S3Server.Request.get(request.copySource())).body();
        begun.countDown();
      }
      if (keepsWaiting) {
        await(ended);
      }
      return S3Server.Answer.internalError();
    }

    void awaitBegin() throws IOException {
      await(begun);
    }

    void end() throws IOException {
      assertThat(source).isNotEmpty();
      S3Server.Answer answer = server.forward(S3Server.Request.put(target.get(), source));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(rows()).as("a chunk that another run cuts otherwise").isGreaterThan(1);
      ended.countDown();
    }

    private long rows() {
      FileStatus file =
          folder.table().files().stream()
              .filter(each -> target.get().getPath().endsWith(each.getPath().getName()))
              .findFirst()
              .orElseThrow();
      try (Stream<String> ids = folder.table().trialIds(file)) {
        return ids.count();
      }
    }

    private static void await(CountDownLatch latch) throws IOException {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
