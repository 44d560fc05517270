package org.iclsweep.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write to a results directory: a file that one driver at a time holds and touches
 * every {@link #HEARTBEAT}. On the holder's own machine the process decides whether it lives;
 * elsewhere it counts as dead after {@link #PATIENCE} without a heartbeat.
 *
 * <p>Of several drivers that find none, one creates the file; of several that find a dead holder's,
 * one puts its own in place of it ({@link Storage#replaceIf}). On a store of objects the store
 * itself decides who, and every heartbeat is written in place of the one before; so there the file
 * stays, in nobody's name, when its holder is done.
 *
 * <p>What a holder commits after its death is the subject of {@link Estate}.
 */
final class Lease implements AutoCloseable {

  static final Duration HEARTBEAT = Duration.ofSeconds(10);
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final int LOOKS = 10;
  private static final int COMMITS_AT_ONCE = 16;
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final StudyFolder folder;
  private final Storage storage;
  private final Path file;
  private final boolean objects;
  private final ScheduledExecutorService heart = DaemonClock.named("icl-sweep lease");
  private LeaseHolder self;
  private final AtomicInteger openCommits = new AtomicInteger();

  /** The file, as somebody finds it. */
  private record Seen(String text, LeaseHolder holder) {}

  private Lease(StudyFolder folder, LeaseHolder self) throws IOException {
    this.folder = folder;
    this.self = self;
    storage = folder.storage();
    file = folder.lease();
    objects = storage.isObjectStore(file);
    long period = HEARTBEAT.toMillis();
    heart.scheduleAtFixedRate(this::beat, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lease of a results directory, with an empty staging folder: what a dead holder had
   * staged is in the table or deleted.
   *
   * @throws SweepException if somebody else holds it
   */
  static Lease take(StudyFolder folder) throws IOException {
    folder.storage().makeFolder(folder.lease().getParent());
    Lease lease = new Lease(folder, acquire(folder, LeaseHolder.self()));
    try {
      folder.storage().requireOneWriterWins(folder.lease());
      lease.settle();
      return lease;
    } catch (IOException | RuntimeException | Error e) {
      try (lease) {
        throw e;
      }
    }
  }

  private static LeaseHolder acquire(StudyFolder folder, LeaseHolder self) throws IOException {
    Storage storage = folder.storage();
    while (true) {
      Seen seen = look(storage, folder.lease());
      if (seen == null) {
        if (storage.createNew(folder.lease(), self.text())) {
          return self;
        }
      } else if (seen.holder().isDead(PATIENCE)) {
        LeaseHolder heir = self.after(seen.holder());
        if (storage.replaceIf(folder.lease(), seen.text(), heir.text())) {
          return heir;
        }
      } else {
        throw held(folder, seen.holder());
      }
    }
  }

  private void settle() throws IOException {
    if (objects && self.hasEstate()) {
      Estate.settle(folder, self.estate(), this);
    }
    storage.delete(folder.staging());
    if (self.hasEstate()) {
      renew(self.settled());
    }
  }

  /** Who holds the lease of a results directory now; empty if nobody that lives. */
  static Optional<LeaseHolder> holder(StudyFolder folder) {
    try {
      return Optional.ofNullable(look(folder.storage(), folder.lease()))
          .map(Seen::holder)
          .filter(holder -> !holder.isDead(PATIENCE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.lease(), e);
    }
  }

  /** Where this driver's executors stage. */
  synchronized Path staging() {
    return folder.staging(self.token());
  }

  /** How many commits make sense at once: a store of objects takes its time for each. */
  int commitsAtOnce() {
    return objects ? COMMITS_AT_ONCE : 1;
  }

  /**
   * Moves a staged chunk into the table, if this driver still holds the lease.
   *
   * @return whether it did; if not, the table has it already
   */
  boolean commit(Path staged, Path target) throws IOException {
    check();
    openCommits.incrementAndGet(); // if this fails on a store of objects, the copy may yet come
    boolean moved = storage.renameNew(staged, target);
    openCommits.decrementAndGet();
    return moved;
  }

  /** Makes sure that this driver still holds it, before each commit. */
  void check() throws IOException {
    requireOwn(settledLook());
  }

  private synchronized void requireOwn(Seen seen) {
    if (seen == null || !seen.holder().isSameAs(self)) {
      throw new SweepException(
          "lost the lease of "
              + folder.table().root()
              + (seen == null ? "" : " to " + seen.holder().describe())
              + "; what was committed is safe: run the study again when no other run is on");
    }
  }

  /** The file; looks again if there is none, for another driver may have it in hand. */
  private Seen settledLook() throws IOException {
    Seen seen = look(storage, file);
    for (int looks = 0; seen == null && looks < LOOKS; looks++) {
      pause();
      seen = look(storage, file);
    }
    return seen;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void beat() {
    try {
      renew(self.beating());
    } catch (IOException | RuntimeException e) {
      // the next commit finds the same fault and says so; the next beat tries again
      LOG.debug("no heartbeat", e);
    }
  }

  private synchronized void renew(LeaseHolder next) throws IOException {
    Seen seen = settledLook();
    requireOwn(seen);
    if (!objects) {
      storage.write(file, next.text());
    } else if (!storage.replaceIf(file, seen.text(), next.text())) {
      check();
      throw new IOException("cannot renew " + file);
    }
    self = next;
  }

  /** Gives it back, and deletes what is staged. */
  @Override
  public void close() throws IOException {
    heart.shutdownNow();
    try {
      heart.awaitTermination(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    giveBack(look(storage, file));
  }

  private synchronized void giveBack(Seen seen) throws IOException {
    if (seen == null || !seen.holder().isSameAs(self)) {
      return; // what is staged is the estate of whoever holds it
    }
    if (!objects || openCommits.get() == 0 && !self.hasEstate()) {
      storage.delete(folder.staging());
    }
    if (objects) {
      storage.replaceIf(file, seen.text(), self.gone().text());
    } else {
      storage.delete(file);
    }
  }

  private static Seen look(Storage storage, Path file) throws IOException {
    try {
      String text = storage.read(file);
      boolean hasHeartbeat = text.contains(LeaseHolder.HEARTBEAT);
      Instant written = hasHeartbeat ? Instant.EPOCH : storage.modified(file);
      return new Seen(text, LeaseHolder.parse(text, written));
    } catch (FileNotFoundException | NoSuchFileException e) {
      return null;
    }
  }

  private static SweepException held(StudyFolder folder, LeaseHolder holder) {
    return new SweepException(
        folder.table().root()
            + " is being written by "
            + holder.describe()
            + "; wait until it is done, or end it, or choose another --out");
  }
}
