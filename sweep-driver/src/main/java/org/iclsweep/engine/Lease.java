package org.iclsweep.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write to a results directory: a file that one driver at a time holds and touches
 * every {@link #HEARTBEAT}. On the holder's own machine the process decides whether it lives;
 * elsewhere it counts as dead after {@link #PATIENCE} without a heartbeat.
 *
 * <p>A dead holder's file is renamed away, then looked at again: of two that take over at once, the
 * one that finds a living holder's file in its hands puts it back and is refused.
 */
final class Lease implements AutoCloseable {

  static final Duration HEARTBEAT = Duration.ofSeconds(10);
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final int LOOKS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final Storage storage;
  private final Path file;
  private final String directory;
  private final LeaseHolder self;
  private final ScheduledExecutorService heart;

  private Lease(Storage storage, Path file, String directory, LeaseHolder self) {
    this.storage = storage;
    this.file = file;
    this.directory = directory;
    this.self = self;
    heart = DaemonClock.named("icl-sweep lease");
    long period = HEARTBEAT.toMillis();
    heart.scheduleAtFixedRate(this::beat, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lease of a results directory.
   *
   * @throws SweepException if somebody else holds it
   */
  static Lease take(StudyFolder folder) throws IOException {
    Storage storage = folder.storage();
    Path file = folder.lease();
    String directory = folder.table().root().toString();
    storage.makeFolder(file.getParent());
    LeaseHolder self = LeaseHolder.self();
    while (!storage.createNew(file, self.text())) {
      LeaseHolder holder = holder(storage, file);
      if (holder == null) {
        continue; // it has just been given back
      }
      if (!holder.isDead(PATIENCE) || !removeDead(storage, file, holder)) {
        throw held(directory, holder);
      }
    }
    return new Lease(storage, file, directory, self);
  }

  /** Who holds the lease of a results directory now; empty if nobody that lives. */
  static Optional<LeaseHolder> holder(StudyFolder folder) {
    try {
      return Optional.ofNullable(holder(folder.storage(), folder.lease()))
          .filter(holder -> !holder.isDead(PATIENCE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.lease(), e);
    }
  }

  /** Makes sure that this driver still holds it, before each commit. */
  void check() throws IOException {
    LeaseHolder holder = settledHolder();
    if (holder == null || !holder.isSameAs(self)) {
      throw new SweepException(
          "lost the lease of "
              + directory
              + (holder == null ? "" : " to " + holder.describe())
              + "; what was committed is safe: run the study again when no other run is on");
    }
  }

  /** The holder; looks again if there is none, for another driver may have the file in hand. */
  private LeaseHolder settledHolder() throws IOException {
    LeaseHolder holder = holder(storage, file);
    for (int look = 0; holder == null && look < LOOKS; look++) {
      pause();
      holder = holder(storage, file);
    }
    return holder;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      check();
      storage.write(file, self.beating().text());
    } catch (IOException | RuntimeException e) {
      // the next commit finds the same fault and says so; the next beat tries again
      LOG.debug("no heartbeat", e);
    }
  }

  @Override
  public void close() throws IOException {
    heart.shutdownNow();
    try {
      heart.awaitTermination(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LeaseHolder holder = holder(storage, file);
    if (holder != null && holder.isSameAs(self)) {
      storage.delete(file);
    }
  }

  private static LeaseHolder holder(Storage storage, Path file) throws IOException {
    try {
      return LeaseHolder.parse(storage.read(file), storage.modified(file));
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      return null;
    }
  }

  private static boolean removeDead(Storage storage, Path file, LeaseHolder dead)
      throws IOException {
    Path aside = new Path(file.getParent(), "lease.dead." + UUID.randomUUID());
    try {
      storage.replace(file, aside);
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      return true; // somebody else was faster; the next look tells who
    }
    LeaseHolder taken = holder(storage, aside);
    if (taken != null && !taken.isSameAs(dead)) {
      storage.replace(aside, file);
      return false;
    }
    storage.delete(aside);
    return true;
  }

  private static SweepException held(String directory, LeaseHolder holder) {
    return new SweepException(
        directory
            + " is being written by "
            + holder.describe()
            + "; wait until it is done, or end it, or choose another --out");
  }
}
