package org.iclsweep.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DriverFolder;
import org.iclsweep.results.Moves;
import org.iclsweep.results.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease on a file system that renames in one step. The right to write is a folder of one's own:
 * everything is one renaming out of it or into it, and whoever takes over moves it away and takes
 * it apart before reading the table. A driver makes its folder once, before it claims an epoch, and
 * nobody makes it again.
 */
final class FolderLease implements Lease {

  private static final int MOST_BYTES = 4096;
  private static final int LOOKS = 10;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Logger LOG = LoggerFactory.getLogger(FolderLease.class);

  private final StudyFolder folder;
  private final Storage storage;
  private final StagingName name;
  private final DriverFolder own;
  private final LeaseTerms terms;
  private final ScheduledExecutorService heart = DaemonClock.named("icl-sweep lease");
  private volatile Runnable whenLost = () -> {};
  private long beats;

  private FolderLease(StudyFolder folder, StagingName name, LeaseTerms terms) {
    this.folder = folder;
    this.name = name;
    this.terms = terms;
    storage = folder.storage();
    own = folder.staging(name);
  }

  static FolderLease take(StudyFolder folder, LeaseTerms terms) throws IOException {
    FolderLease lease = acquire(folder, terms);
    try {
      lease.startHeart();
      lease.does(new Inheritance(folder, lease.name, lease.own)::settle);
      return lease;
    } catch (IOException | RuntimeException | Error e) {
      try (lease) {
        throw e;
      }
    }
  }

  private static FolderLease acquire(StudyFolder folder, LeaseTerms terms) throws IOException {
    EpochFiles epochs = new EpochFiles(folder);
    epochs.prepare();
    while (true) {
      terms.stopIfCancelled();
      EpochFiles.View view = epochs.view();
      Optional<EpochFiles.Current> current = epochs.current(view);
      if (current.isPresent()) {
        awaitEnd(folder, epochs, current.get(), terms);
      }
      FolderLease lease = new FolderLease(folder, StagingName.of(epochs.next(view)), terms);
      if (lease.claim(epochs)) {
        return lease;
      }
      LeaseWatch.pause(PAUSE);
    }
  }

  private static void awaitEnd(
      StudyFolder folder, EpochFiles epochs, EpochFiles.Current current, LeaseTerms terms)
      throws IOException {
    DriverProcess.Life life =
        current
            .holder()
            .map(holder -> holder.process().lifeSeenFrom(terms.self()))
            .orElse(DriverProcess.Life.UNKNOWN);
    new LeaseWatch(folder, terms)
        .awaitEnd(current.describe() + lastHeardOf(current), life, () -> heard(epochs, current));
  }

  private static String heard(EpochFiles epochs, EpochFiles.Current current) throws IOException {
    return epochs
            .current(epochs.view())
            .filter(now -> now.name().equals(current.name()))
            .isPresent()
        ? beat(current.folder())
        : null;
  }

  /** Makes the folder, then claims the epoch; afterwards a higher one may be somebody else's. */
  private boolean claim(EpochFiles epochs) throws IOException {
    boolean claimed = false;
    try {
      makeOwnFolder();
      storage.create(own.beat(), beatText());
      claimed =
          epochs.claim(new LeaseHolder(name, terms.self()), own)
              && epochs.highest() == name.epoch();
    } catch (FileNotFoundException | NoSuchFileException e) {
      LOG.debug("another driver was faster", e);
    } finally {
      if (!claimed) {
        heart.shutdownNow();
        storage.delete(own.path());
        storage.deleteEmptyFolder(folder.staging());
      }
    }
    return claimed;
  }

  /** The folder that all of these are in goes when the last one does. */
  private void makeOwnFolder() throws IOException {
    for (int look = 1; look < LOOKS; look++) {
      try {
        storage.makeFolder(folder.staging());
        storage.makeFolderIn(own.path());
        return;
      } catch (FileNotFoundException | NoSuchFileException e) {
        LOG.debug("another driver has just given its lease back", e);
      }
    }
    storage.makeFolder(own.path());
  }

  /** Who holds it, as far as can be told without waiting. */
  static Optional<String> holder(StudyFolder folder) throws IOException {
    EpochFiles epochs = new EpochFiles(folder);
    return epochs
        .current(epochs.view())
        .filter(
            current ->
                current.holder().isEmpty()
                    || current.holder().get().process().life() != DriverProcess.Life.GONE)
        .map(current -> current.describe() + lastHeardOf(current));
  }

  private static String lastHeardOf(EpochFiles.Current current) {
    Properties fields = LeaseHolder.fields(beat(current.folder()));
    try {
      return " (last heard of at %s)".formatted(Instant.parse(fields.getProperty("at", "")));
    } catch (java.time.DateTimeException e) {
      return "";
    }
  }

  /** What a driver says of itself; empty if nothing that can be read. */
  private static String beat(DriverFolder driver) {
    try {
      return driver.storage().readSmall(driver.beat(), MOST_BYTES);
    } catch (IOException e) {
      return "";
    }
  }

  private void startHeart() {
    long period = terms.heartbeat().toMillis();
    heart.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public void beat() {
    try {
      putInPlace(beatText(), own.beat());
    } catch (IOException | RuntimeException e) {
      // what is written next finds the same fault and says so; the next beat tries again
      LOG.debug("no heartbeat", e);
      if (isLost()) {
        whenLost.run();
      }
    }
  }

  private boolean isLost() {
    try {
      check();
      return false;
    } catch (SweepException e) {
      return true;
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public void whenLost(Runnable deed) {
    whenLost = deed;
  }

  private synchronized String beatText() {
    return "beat=%d\nat=%s\n".formatted(beats++, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public Path staging() {
    return own.path();
  }

  DriverFolder own() {
    return own;
  }

  @Override
  public int commitsAtOnce() {
    return 1;
  }

  @Override
  public Path target(String key) {
    return folder.table().file(key);
  }

  @Override
  public boolean commit(Path staged, Path target) throws IOException {
    return holding(
        () -> {
          makeTable();
          return Moves.renameNew(storage, staged, target);
        });
  }

  /** Nobody makes a table in the place of one that somebody else has in hand. */
  private void makeTable() throws IOException {
    if (!storage.exists(folder.table().folder())) {
      Path empty = new Path(own.path(), "empty-" + UUID.randomUUID());
      storage.makeFolderIn(empty);
      Moves.rename(storage, empty, folder.table().folder());
    }
  }

  @Override
  public void check() throws IOException {
    if (!storage.isFolder(own.path())) {
      EpochFiles epochs = new EpochFiles(folder);
      long highest = epochs.highest();
      throw Lease.lost(
          folder,
          Optional.of(highest)
              .filter(each -> each > name.epoch())
              .flatMap(epochs::read)
              .map(LeaseHolder::describe));
    }
  }

  @Override
  public void write(Path file, String text) throws IOException {
    does(() -> putInPlace(text, file));
  }

  /** What another driver would write in between fails. */
  @Override
  public boolean writeAfter(Path file, Optional<String> before, String text) throws IOException {
    write(file, text);
    return true;
  }

  private void putInPlace(String text, Path file) throws IOException {
    Path draft = new Path(own.path(), file.getName() + "." + UUID.randomUUID());
    try {
      storage.create(draft, text);
      Moves.replace(storage, draft, file);
    } catch (IOException e) {
      try {
        storage.delete(draft);
      } catch (IOException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  @Override
  public void replace(Path staged, Path file) throws IOException {
    does(() -> Moves.replace(storage, staged, file));
  }

  @Override
  public void remove(Path file) throws IOException {
    does(
        () -> {
          Path removed = new Path(own.path(), file.getName() + "." + UUID.randomUUID());
          Moves.rename(storage, file, removed);
          storage.delete(removed);
        });
  }

  @Override
  public Path setAside(Path file, String name) throws IOException {
    return holding(
        () -> {
          if (!storage.isFolder(own.aside())) {
            storage.makeFolderIn(own.aside());
          }
          Path aside = new Path(own.aside(), name);
          Moves.rename(storage, file, aside);
          return new AsideFiles(folder, own).keep(aside);
        });
  }

  /** Puts the new files in this driver's folder in place of those of the table. */
  void swapTable() throws IOException {
    does(() -> new TableSwap(folder.table(), own).run());
  }

  /** Takes its own folder away, which frees the lease; what must stay in it is for the next one. */
  @Override
  public void close() throws IOException {
    DaemonClock.stop(heart, Duration.ofSeconds(10));
    try {
      boolean empty = isEmptied();
      Path released = new Path(folder.staging(), "released-" + name.text());
      Moves.rename(storage, own.path(), released);
      if (empty) {
        storage.delete(released);
        storage.deleteEmptyFolder(folder.staging());
      }
    } catch (IOException e) {
      if (storage.isFolder(own.path())) {
        throw e;
      } // it is another's by now
    }
  }

  /** Brings to its place what is not to be deleted; whether nothing of that is left. */
  private boolean isEmptied() throws IOException {
    try {
      new TableSwap(folder.table(), own).undo();
      new AsideFiles(folder, own).keepAll();
      return storage.names(own.fenced()).isEmpty();
    } catch (IOException | SweepException e) {
      LOG.warn("left to the next run: {}", e.getMessage());
      return false;
    }
  }
}
