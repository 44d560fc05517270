package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.iclsweep.engine.FrozenDriver.Script;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.SteppedStorage;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every interleaving of two drivers of which one stands still: it is stopped before and after each
 * single thing that it does to files, another one on another machine takes it for dead and runs to
 * its end, then the first wakes. No row may be lost or be there twice, at the end or at any step
 * between, for anybody who reads; and whoever has lost the lease says so and nothing else.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class InterleavingTest {
  private static final DriverProcess ONE = new DriverProcess("one", 1, "", "", "");
  private static final DriverProcess OTHER = new DriverProcess("other", 1, "", "", "");
  private static final DriverProcess THIRD = new DriverProcess("third", 1, "", "", "");
  private static final int SEEDS = 4; // seed 3 fails

  /** Of an heir of heirs every so manieth step; 1 for all, by hand: {@code -Dheirs.every=1}. */
  private static final int HEIRS_EVERY = Integer.getInteger("heirs.every", 3);

  private Path folder;
  private Path prepared;
  private Study study;
  private List<TrialRow> rows;
  private Path directory;
  private int stops;

  @BeforeEach
  void prepareTable() throws Exception {
    folder = QuickFolder.create("interleaving");
    study = SampleTrials.study(SEEDS, "model.depth = [1]");
    rows = SampleTable.write(folder.resolve("all"), study, 2).rows();
    prepared = folder.resolve("prepared");
    SampleTable.write(prepared, study, 1);
    Files.delete(fileOf(prepared, 0));
    Files.delete(fileOf(prepared, 1));
  }

  @AfterEach
  void deleteAll() throws IOException {
    new Storage(java.util.Map.of()).delete(new org.apache.hadoop.fs.Path(folder.toUri()));
  }

  @Test
  void aRunThatIsFrozenAnywhereNeitherLosesNorDoublesARow() throws Exception {
    freezeEverywhere(storage -> run(storage, ONE, false), storage -> run(storage, OTHER, false));
    assertThat(stops).isGreaterThanOrEqualTo(65);
  }

  @Test
  void aRunThatIsFrozenWhileTheTableIsCompacted() throws Exception {
    freezeEverywhere(storage -> run(storage, ONE, false), storage -> compact(storage, OTHER));
    assertThat(stops).isGreaterThanOrEqualTo(65);
  }

  @Test
  void aCompactionThatIsFrozenAnywhere() throws Exception {
    freezeEverywhere(storage -> compact(storage, ONE), storage -> run(storage, OTHER, false));
    assertThat(stops).isGreaterThanOrEqualTo(70);
  }

  @Test
  void aCompactionThatIsFrozenWhileAnotherCompacts() throws Exception {
    freezeEverywhere(storage -> compact(storage, ONE), storage -> compact(storage, OTHER));
    assertThat(stops).isGreaterThanOrEqualTo(70);
  }

  @Test
  void aRunThatRetriesFailedTrialsAndIsFrozenAnywhere() throws Exception {
    freezeEverywhere(storage -> run(storage, ONE, true), storage -> run(storage, OTHER, false));
    assertThat(stops).isGreaterThanOrEqualTo(75);
  }

  @Test
  void settingAsideThatIsFrozenAnywhere() throws Exception {
    Path damaged = fileOf(prepared, 2);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 3] ^= 1;
    Files.write(damaged, bytes);
    freezeEverywhere(storage -> setAside(storage, ONE), storage -> setAside(storage, OTHER));
    assertThat(stops).isGreaterThanOrEqualTo(110);
  }

  @Test
  void anAdoptionThatIsFrozenAnywhereNeitherLosesNorDoublesARow() throws Exception {
    freezeEverywhere(storage -> adopt(storage, ONE), storage -> adopt(storage, OTHER));
    assertThat(stops).isGreaterThanOrEqualTo(50);
  }

  @Test
  void anAdoptionThatIsFrozenWhileItsTrialsAreRun() throws Exception {
    freezeEverywhere(storage -> adopt(storage, ONE), storage -> run(storage, OTHER, false));
    assertThat(stops).isGreaterThanOrEqualTo(50);
  }

  /** Rows go that are elsewhere, and only those, whoever ends it. */
  @Test
  void mendingDoubledRowsThatIsFrozenAnywhereLosesNone() throws Exception {
    Files.copy(fileOf(prepared, 2), prepared.resolve("trials/x.parquet"));
    var file = new org.apache.hadoop.fs.Path(prepared.resolve("trials/y.parquet").toUri());
    try (RowWriter writer = RowWriter.inFolder(new Storage(java.util.Map.of()), file)) {
      for (TrialRow row : rows) { // of which two are nowhere else
        writer.write(row);
      }
    }
    Set<String> before = Set.copyOf(new PlainReader(prepared).identities());
    Script script = storage -> SetAsideDoubled.mend(storage, directory.toString(), terms(ONE));
    fresh();
    int steps = FrozenDriver.run(script, () -> {});
    for (int step = 0; step < steps; step++) {
      fresh();
      FrozenDriver frozen = new FrozenDriver(step, () -> assertNoneIsMissing(before));
      frozen.freeze(script);
      FrozenDriver.run(
          storage -> SetAsideDoubled.mend(storage, directory.toString(), terms(OTHER)),
          () -> assertNoneIsMissing(before));
      assertNobodySeesARowTwice();
      assertLostOrDone(frozen.wake(), frozen.where());
      assertNoneIsMissing(before);
      assertNobodySeesARowTwice();
      assertWholeAfterAll(frozen.where());
      stops++;
    }
    System.out.println("interleavings: " + stops + " stop points");
    assertThat(stops).isGreaterThanOrEqualTo(70);
  }

  private void assertNoneIsMissing(Set<String> before) {
    assertThat(new PlainReader(directory).identities()).containsAll(before);
  }

  @Test
  void aHeartbeatThatIsFrozenAnywhereBringsNothingBack() throws Exception {
    freezeEverywhere(
        storage -> {
          try (Lease lease = take(storage, ONE)) {
            Thread heart = new Thread(lease::beat);
            heart.start();
            heart.join();
            lease.check();
          }
        },
        storage -> run(storage, OTHER, false));
    assertThat(stops).isGreaterThanOrEqualTo(45);
  }

  /** The first is frozen in the middle of a swap; whoever heals it is frozen, too, anywhere. */
  @Test
  void anHeirThatIsFrozenAnywhereLeavesAWholeTableToTheThird() throws Exception {
    fresh();
    int all = FrozenDriver.run(storage -> compact(storage, ONE), () -> {});
    List<Integer> swap = new ArrayList<>();
    for (int step = 0; step < all; step++) {
      fresh();
      FrozenDriver first = new FrozenDriver(step, this::assertNobodySeesARowTwice);
      first.freeze(storage -> compact(storage, ONE));
      if (first.where().matches("after rename .*/(trials|old)")) {
        swap.add(step);
      }
      first.wake();
    }
    assertThat(swap).hasSize(2);
    for (int step : swap) {
      int heirs = heirSteps(step);
      for (int heirStep = 0; heirStep < heirs; heirStep += HEIRS_EVERY) {
        fresh();
        FrozenDriver first = new FrozenDriver(step, this::assertNobodySeesARowTwice);
        FrozenDriver heir = new FrozenDriver(heirStep, this::assertNobodySeesARowTwice);
        first.freeze(storage -> compact(storage, ONE));
        heir.freeze(storage -> compact(storage, OTHER));
        String where = first.where() + ", heir " + heir.where();
        runToItsEnd(storage -> run(storage, THIRD, false), where);
        boolean heirFirst = heirStep % 2 == 0;
        assertLostOrDone((heirFirst ? heir : first).wake(), where);
        assertLostOrDone((heirFirst ? first : heir).wake(), where);
        assertWholeAfterAll(where);
        stops++;
      }
    }
    System.out.println("interleavings with three drivers: " + stops + " pairs of stop points");
    assertThat(stops).isGreaterThanOrEqualTo(180 / HEIRS_EVERY);
  }

  private int heirSteps(int firstStep) throws Exception {
    fresh();
    FrozenDriver first = new FrozenDriver(firstStep, () -> {});
    first.freeze(storage -> compact(storage, ONE));
    int steps = FrozenDriver.run(storage -> compact(storage, OTHER), () -> {});
    first.wake();
    return steps;
  }

  private void freezeEverywhere(Script script, Script heir) throws Exception {
    fresh();
    int steps = FrozenDriver.run(script, () -> {});
    for (int step = 0; step < steps; step++) {
      fresh();
      FrozenDriver frozen = new FrozenDriver(step, this::assertNobodySeesARowTwice);
      frozen.freeze(script);
      runToItsEnd(heir, frozen.where());
      List<String> before = new PlainReader(directory).identities();
      assertLostOrDone(frozen.wake(), frozen.where());
      assertThat(new PlainReader(directory).identities())
          .as(frozen.where())
          .containsAll(before)
          .doesNotHaveDuplicates();
      assertWholeAfterAll(frozen.where());
      stops++;
    }
    System.out.println("interleavings: " + stops + " stop points");
  }

  private void runToItsEnd(Script script, String where) throws Exception {
    try {
      FrozenDriver.run(script, this::assertNobodySeesARowTwice);
    } catch (Exception | AssertionError e) {
      throw new AssertionError("while another one stands still " + where, e);
    }
  }

  private Path fresh() throws IOException {
    directory = folder.resolve(UUID.randomUUID().toString());
    try (Stream<Path> all = Files.walk(prepared)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(
            each,
            directory.resolve(prepared.relativize(each).toString()),
            StandardCopyOption.COPY_ATTRIBUTES); // so that what was read is known again
      }
    }
    return directory;
  }

  private void assertNobodySeesARowTwice() {
    Optional<String> doubled = new PlainReader(directory).doubled();
    if (doubled.isPresent()) {
      throw new AssertionError("somebody sees a row twice: " + doubled.get());
    }
  }

  private static void assertLostOrDone(Throwable failure, String where) {
    if (failure != null) {
      assertThat(failure)
          .as(where)
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("lost the lease of ");
    }
  }

  /** Without more ado if the heir has run everything; else after one more run. */
  private void assertWholeAfterAll(String where) throws Exception {
    if (new PlainReader(directory).identities().size() < rows.size()) {
      runToItsEnd(storage -> run(storage, THIRD, false), where);
      assertThat(directory.resolve("_staging")).as(where).doesNotExist();
    }
    new PlainReader(directory).assertAllCanBeRead();
    assertThat(new PlainReader(directory).identities())
        .as(where)
        .containsExactlyInAnyOrderElementsOf(rows.stream().map(TrialRow::trialId).toList());
  }

  private Lease take(Storage storage, DriverProcess self) throws IOException {
    return Lease.take(StudyFolder.at(storage, directory.toString()), terms(self));
  }

  private static LeaseTerms terms(DriverProcess self) {
    return new LeaseTerms(self, Duration.ofDays(1), Duration.ZERO, () -> false, line -> {});
  }

  private void compact(Storage storage, DriverProcess self) {
    Compaction.run(storage, directory.toString(), SampleTable.TARGET_BYTES, terms(self));
  }

  private void adopt(Storage storage, DriverProcess self) throws IOException {
    StudyFolder at = StudyFolder.at(storage, directory.toString());
    try (Lease lease = Lease.take(at, terms(self))) {
      lease.holding(
          () -> {
            Trials learners = Trials.of(study.plan().learners());
            Trials trials = Trials.of(study);
            Holdings held = Holdings.of(at.table(), at.table().sound(), List.of(learners, trials));
            return new Adoption(at, lease, List.of(folder.resolve("all").toString()), () -> false)
                .of(
                    MissingTrials.ofLearners(learners, held),
                    MissingTrials.ofModels(study, trials, held));
          });
    }
  }

  private void setAside(Storage storage, DriverProcess self) throws IOException {
    SetAside.damagedFiles(storage, directory.toString(), terms(self));
    run(storage, self, false);
  }

  /** What {@link Sweep} does, with the rows at hand in place of Spark. */
  private void run(Storage storage, DriverProcess self, boolean retryFailed) throws IOException {
    StudyFolder at = StudyFolder.at(storage, directory.toString());
    try (Lease lease = Lease.take(at, terms(self))) {
      lease.holding(
          () -> {
            List<TrialFile> files = at.table().sound();
            lease.write(at.study(), study.resolved());
            StatusFile status = new StatusFile(at, lease, "sample", List.of(), Progress.NONE);
            try {
              if (retryFailed) {
                List<Trials> asked = List.of(Trials.of(study.plan().learners()), Trials.of(study));
                FailedRows.remove(
                    at, lease, Holdings.of(at.table(), files, asked), asked, Outcome::isFailure);
                files = at.table().contents();
              }
              commitMissing(at, lease, files, self);
              lease.beat();
              Lease.holder(at);
            } finally {
              status.close();
            }
            return null;
          });
    }
  }

  /** The first driver puts all into one chunk, so that it gives them another name than others. */
  private void commitMissing(StudyFolder at, Lease lease, List<TrialFile> files, DriverProcess self)
      throws IOException {
    Set<String> there = new HashSet<>();
    at.table().heads(files).forEach((file, head) -> there.add(head.trialId()));
    List<TrialRow> missing = rows.stream().filter(row -> !there.contains(row.trialId())).toList();
    int size = self.equals(ONE) ? Math.max(1, missing.size()) : 1;
    for (int from = 0; from < missing.size(); from += size) {
      List<TrialRow> chunk = missing.subList(from, from + size);
      String key = StagedChunk.key(chunk.stream().map(TrialRow::trialId).iterator());
      var staged = new org.apache.hadoop.fs.Path(lease.staging(), StagedChunk.fileName(key, 0, 0));
      SteppedStorage.write(at.storage(), staged, bytes(key, chunk));
      lease.commit(staged, lease.target(key));
    }
  }

  /** Of a file of some rows, which is made once. */
  private byte[] bytes(String key, List<TrialRow> chunk) throws IOException {
    Path made = folder.resolve("made-" + key + ".parquet");
    if (Files.notExists(made)) {
      var file = new org.apache.hadoop.fs.Path(made.toUri());
      try (RowWriter writer = RowWriter.inFolder(new Storage(java.util.Map.of()), file)) {
        for (TrialRow row : chunk) {
          writer.write(row);
        }
      }
    }
    return Files.readAllBytes(made);
  }

  /** The file of a sample table that begins with a trial. */
  private Path fileOf(Path sample, int index) {
    String name = Trials.of(study).fingerprint().substring(0, 8) + "-" + index;
    return sample.resolve("trials").resolve(name + ".parquet");
  }
}
