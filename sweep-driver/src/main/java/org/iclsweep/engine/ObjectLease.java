package org.iclsweep.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.Moves;
import org.iclsweep.results.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease on a store of objects: one file that the store itself writes only in place of what a
 * driver has read, so that of several at once one succeeds, and a heartbeat that comes too late
 * overwrites nobody. It stays, in nobody's name, when its holder is done.
 *
 * <p>A renaming is no single step there, and no folder can be moved away. Why nothing is lost or
 * doubled all the same is the subject of {@link Estate}; and a driver gives its files names that no
 * other driver gives, so that what it deletes late is nobody else's.
 */
final class ObjectLease implements Lease {

  private static final int LOOKS = 10;
  private static final int COMMITS_AT_ONCE = 16;
  private static final Logger LOG = LoggerFactory.getLogger(ObjectLease.class);

  private final StudyFolder folder;
  private final Storage storage;
  private final ScheduledExecutorService heart = DaemonClock.named("icl-sweep lease");
  private final AtomicInteger openCommits = new AtomicInteger();
  private volatile Runnable whenLost = () -> {};
  private ObjectEntry self;

  private ObjectLease(StudyFolder folder, ObjectEntry self) {
    this.folder = folder;
    this.self = self;
    storage = folder.storage();
  }

  static ObjectLease take(StudyFolder folder, LeaseTerms terms) throws IOException {
    ObjectLease lease = new ObjectLease(folder, acquire(folder, terms));
    try {
      lease.startHeart(terms.heartbeat().toMillis());
      folder.storage().requireOneWriterWins(folder.lease());
      lease.settle();
      return lease;
    } catch (IOException | RuntimeException | Error e) {
      try (lease) {
        throw e;
      }
    }
  }

  private static ObjectEntry acquire(StudyFolder folder, LeaseTerms terms) throws IOException {
    Storage storage = folder.storage();
    while (true) {
      terms.stopIfCancelled();
      Optional<ObjectEntry> seen = look(folder);
      if (seen.isEmpty()) {
        ObjectEntry first = ObjectEntry.first(terms.self());
        if (storage.conditional(folder.lease()).create(first.text())) {
          return first;
        }
      } else {
        if (!seen.get().isFree()) {
          awaitEnd(folder, seen.get(), terms);
        }
        ObjectEntry heir = seen.get().heir(terms.self());
        if (storage.conditional(folder.lease()).replace(seen.get().text(), heir.text())) {
          return heir;
        }
      }
    }
  }

  /** Who takes it meanwhile has written another text than was judged, and is judged anew. */
  private static void awaitEnd(StudyFolder folder, ObjectEntry holder, LeaseTerms terms)
      throws IOException {
    new LeaseWatch(folder, terms)
        .awaitEnd(
            holder.describe(),
            holder.holder().process().lifeSeenFrom(terms.self()),
            () ->
                look(folder)
                    .filter(now -> !now.isFree() && now.isOf(holder))
                    .map(ObjectEntry::text)
                    .orElse(null));
  }

  private void settle() throws IOException {
    if (self.hasEstate()) {
      Estate.settle(folder, self.estate(), this);
    }
    for (String each : storage.names(folder.staging())) {
      if (StagingName.parse(each).map(StagingName::epoch).orElse(0L) < self.name().epoch()) {
        storage.delete(new Path(folder.staging(), each));
      }
    }
    if (self.hasEstate()) {
      renew(self.settled());
    }
  }

  static Optional<String> holder(StudyFolder folder) throws IOException {
    return look(folder)
        .filter(entry -> !entry.isFree())
        .filter(entry -> entry.holder().process().life() != DriverProcess.Life.GONE)
        .map(ObjectEntry::describe);
  }

  /** The file, as somebody finds it; empty if there is none. */
  private static Optional<ObjectEntry> look(StudyFolder folder) throws IOException {
    String text;
    try {
      text = folder.storage().readSmall(folder.lease(), ObjectEntry.MOST_BYTES);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    return Optional.of(ObjectEntry.parse(text).orElseThrow(() -> Lease.notOfThisVersion(folder)));
  }

  private void startHeart(long period) {
    heart.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized Path staging() {
    return folder.staging(self.name()).path();
  }

  @Override
  public int commitsAtOnce() {
    return COMMITS_AT_ONCE;
  }

  @Override
  public synchronized Path target(String key) {
    return target(self.name(), key);
  }

  /** What a driver calls a chunk, and no other driver. */
  Path target(StagingName driver, String key) {
    return folder.table().file(key + "-" + driver.token().substring(0, 8));
  }

  @Override
  public boolean commit(Path staged, Path target) throws IOException {
    check();
    openCommits.incrementAndGet(); // if this fails, the copy may yet come
    boolean moved = Moves.renameNew(storage, staged, target);
    openCommits.decrementAndGet();
    return moved;
  }

  @Override
  public void check() throws IOException {
    requireOwn(look(folder));
  }

  private synchronized void requireOwn(Optional<ObjectEntry> seen) {
    if (seen.isEmpty() || !seen.get().isOf(self)) {
      throw Lease.lost(folder, seen.map(ObjectEntry::describe));
    }
  }

  /**
   * The store writes in place of what was read alone, and after that was read this driver still
   * held the lease: so what another one writes stays.
   */
  @Override
  public void write(Path file, String text) throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      Optional<String> before =
          storage.exists(file) ? Optional.of(storage.read(file)) : Optional.empty();
      if (writeAfter(file, before, text)) {
        return;
      }
    }
    throw new IOException("cannot write " + file + ": somebody else writes there");
  }

  @Override
  public boolean writeAfter(Path file, Optional<String> before, String text) throws IOException {
    check();
    return before.isEmpty()
        ? storage.conditional(file).create(text)
        : storage.conditional(file).replace(before.get(), text);
  }

  @Override
  public void replace(Path staged, Path file) {
    throw refused();
  }

  @Override
  public void remove(Path file) {
    throw refused();
  }

  private SweepException refused() {
    return new SweepException(
        folder.table().root()
            + " is on a store of objects, where a driver that is dead may still be putting rows back"
            + " that are taken out of files, so neither failed nor doubled ones can be. Copy the"
            + " directory to a disk or to HDFS, do it there, and put it into a new directory");
  }

  @Override
  public Path setAside(Path file, String name) throws IOException {
    check();
    return new AsideFiles(folder, folder.staging(self.name())).keepAs(file, name);
  }

  @Override
  public synchronized void beat() {
    try {
      renew(self.beating());
    } catch (SweepException lost) {
      whenLost.run();
    } catch (IOException | RuntimeException e) {
      // the next commit finds the same fault and says so; the next beat tries again
      LOG.debug("no heartbeat", e);
    }
  }

  @Override
  public void whenLost(Runnable deed) {
    whenLost = deed;
  }

  private synchronized void renew(ObjectEntry next) throws IOException {
    Optional<ObjectEntry> seen = look(folder);
    requireOwn(seen);
    if (!storage.conditional(folder.lease()).replace(seen.get().text(), next.text())) {
      check();
      throw new IOException("cannot renew " + folder.lease());
    }
    self = next;
  }

  /** Gives it back, and deletes what it has staged itself. */
  @Override
  public void close() throws IOException {
    DaemonClock.stop(heart, Duration.ofSeconds(10));
    giveBack(look(folder));
  }

  private synchronized void giveBack(Optional<ObjectEntry> seen) throws IOException {
    if (seen.isEmpty() || !seen.get().isOf(self)) {
      return; // what is staged is the estate of whoever holds it
    }
    if (openCommits.get() == 0 && !self.hasEstate()) {
      storage.delete(staging());
      storage.deleteEmptyFolder(folder.staging()); // the store may keep a sign of it
    }
    storage.conditional(folder.lease()).replace(seen.get().text(), self.free().text());
  }
}
