package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lease of a results directory on S3. */
class S3LeaseIT {
  private static final int DRIVERS = 8;
  private static final ObjectEntry ANOTHER =
      ObjectEntry.first(new DriverProcess("elsewhere", 7, "", "", ""));

  private final String directory = S3Server.directory("lease-" + UUID.randomUUID());
  private S3Server server;
  private Storage storage;
  private StudyFolder folder;

  @BeforeEach
  void openFolder() throws IOException {
    server = S3Server.shared();
    storage = server.storage();
    folder = StudyFolder.at(storage, directory);
  }

  @AfterEach
  void resetServer() {
    server.reset();
  }

  @Test
  void ofManyDriversThatFindNoneOneTakesIt() throws Exception {
    assertOneOfManyTakesIt();
  }

  @Test
  void ofManyDriversThatFindADeadHolderOneTakesItsPlace() throws Exception {
    storage.write(folder.lease(), dead().text());
    assertOneOfManyTakesIt();
  }

  private void assertOneOfManyTakesIt() throws Exception {
    List<Lease> taken = Collections.synchronizedList(new ArrayList<>());
    List<String> refusals = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(DRIVERS);
    try {
      Callable<String> driver =
          () -> {
            try {
              taken.add(Lease.take(folder));
              return "";
            } catch (SweepException e) {
              return e.getMessage();
            }
          };
      for (Future<String> refusal : threads.invokeAll(Collections.nCopies(DRIVERS, driver))) {
        refusals.add(refusal.get());
      }
    } finally {
      threads.shutdown();
    }
    assertThat(taken).hasSize(1);
    assertThat(refusals).containsOnlyOnce("");
    assertThat(refusals)
        .filteredOn(refusal -> !refusal.isEmpty())
        .allMatch(refusal -> refusal.startsWith(directory + " is being written by process "));
    try (Lease lease = taken.get(0)) {
      lease.check();
    }
  }

  @Test
  void afterItIsGivenBackItIsNobodysAndTheNextTakesIt() throws IOException {
    Lease.take(folder).close();
    assertThat(storage.read(folder.lease())).contains("host=nobody");
    assertThat(Lease.holder(folder)).isEmpty();

    try (Lease lease = Lease.take(folder)) {
      lease.check();
      assertThat(Lease.holder(folder)).isPresent();
      assertThatThrownBy(() -> Lease.take(folder))
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("is being written by process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void aHeartbeatThatComesTooLateIsRefused() throws IOException {
    try (Lease lease = Lease.take(folder)) {
      AtomicInteger told = new AtomicInteger();
      lease.whenLost(told::incrementAndGet);
      lease.beat();
      assertThat(told).as("it holds it").hasValue(0);
      AtomicBoolean first = new AtomicBoolean(true);
      server.setFate(
          request -> {
            if (isWriteOfLease(request) && first.getAndSet(false)) {
              storage.write(folder.lease(), ANOTHER.text()); // while the heartbeat is on its way
            }
            return server.forward(request);
          });
      lease.beat();
      assertThat(told).hasValue(1);
      assertThat(storage.read(folder.lease())).isEqualTo(ANOTHER.text());
      assertThatThrownBy(lease::check)
          .isInstanceOf(SweepException.class)
          .hasMessageContaining("lost the lease of " + directory + " to process 7 on elsewhere");
    }
    assertThat(storage.read(folder.lease())).isEqualTo(ANOTHER.text());
  }

  @Test
  void anAnswerThatIsLostLosesNoLease() throws IOException {
    server.setFate(loseAnswersToWritesOfLease());
    try (Lease lease = Lease.take(folder)) {
      server.setFate(loseAnswersToWritesOfLease());
      lease.beat();
      lease.check();
    }
    server.setFate(loseAnswersToWritesOfLease());
    try (Lease lease = Lease.take(folder)) {
      lease.check();
    }
  }

  private S3Server.Fate loseAnswersToWritesOfLease() {
    AtomicBoolean first = new AtomicBoolean(true);
    return request -> {
      S3Server.Answer answer = server.forward(request);
      boolean lost = isWriteOfLease(request) && first.getAndSet(false);
      return lost ? S3Server.Answer.internalError() : answer;
    };
  }

  @Test
  void whatATaskThatFailedHasSentOfItsFileIsNobodys() throws IOException {
    ObjectEntry dead = dead();
    storage.write(staged(dead, 1), "PAR1");
    storage.write(staged(dead, 2), "PAR1 and rows, and no end");
    storage.write(staged(dead, 3), "no beginning, and yet an end: PAR1");
    storage.write(folder.lease(), dead.text());

    try (Lease lease = Lease.take(folder)) {
      lease.check();
      assertThat(folder.table().files()).isEmpty();
    }
  }

  @Test
  void aWholeFileOfADeadHoldersThatCannotBeReadIsNamed() throws IOException {
    ObjectEntry dead = dead();
    storage.write(staged(dead, 1), "PAR1 and what no Parquet file has PAR1");
    storage.write(folder.lease(), dead.text());

    assertThatThrownBy(() -> Lease.take(folder))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("cannot read " + staged(dead, 1) + ", which a run that was cut off")
        .hasMessageContaining("try again, or if the file is damaged, delete it first");
  }

  private Path staged(ObjectEntry driver, int attempt) {
    String key = "0123456789abcdef".repeat(2);
    return new Path(folder.staging(driver.name()).path(), StagedChunk.fileName(key, 0, attempt));
  }

  @Test
  void aStoreThatDoesNotHeedConditionsIsRefused() {
    server.setFate(request -> server.forward(request.without("if-none-match")));

    assertThatThrownBy(() -> Lease.take(folder))
        .isInstanceOf(ResultException.class)
        .hasMessageContaining(
            directory
                + "/_study/lease is on a store that writes over a file although it is told not to")
        .hasMessageContaining("choose a store with conditional writes for --out");
  }

  private static boolean isWriteOfLease(S3Server.Request request) {
    return request.method().equals("PUT") && request.target().getPath().endsWith("/_study/lease");
  }

  private static ObjectEntry dead() {
    DriverProcess self = DriverProcess.self();
    return ObjectEntry.first(
        new DriverProcess("any", Integer.MAX_VALUE, "1", self.boot(), self.namespace()));
  }
}
