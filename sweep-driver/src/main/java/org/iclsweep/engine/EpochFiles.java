package org.iclsweep.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DriverFolder;
import org.iclsweep.results.Moves;
import org.iclsweep.results.Storage;

/**
 * The leases of a results directory on a file system, {@code _study/leases/EPOCH}: a file for each
 * driver that ever took the right to write. Of several that want an epoch one gets it; no file is
 * ever written again or deleted, so that whoever looks later finds the highest or a higher one.
 */
final class EpochFiles {

  private static final int MOST_BYTES = 4096;

  /**
   * What versions find that know of no epochs: a lease in their words, of somebody who lives for
   * ever. They say who that is, and end.
   */
  private static final String FOR_OLDER_VERSIONS =
      """
      token=kept-for-older-versions
      host=a newer icl-sweep, which this directory needs from here on
      pid=0
      started=1970-01-01T00:00:00Z
      heartbeat=9999-12-31T23:59:59Z
      """;

  private final StudyFolder folder;
  private final Storage storage;

  EpochFiles(StudyFolder folder) {
    this.folder = folder;
    storage = folder.storage();
  }

  /**
   * Makes sure that drivers can meet here.
   *
   * @throws SweepException if something else is in the place of what is ours, with the cure
   */
  void prepare() throws IOException {
    storage.makeFolder(folder.table().root());
    requireNoOther(folder.own());
    requireNoOther(folder.leases());
    requireNoOther(folder.staging());
    requireNoOther(folder.corrupt());
    storage.makeFolder(folder.leases());
    keepOlderVersionsOut();
    requireNothingCutOffByThem();
  }

  private void requireNoOther(Path ours) throws IOException {
    if (storage.isNoFolder(ours)) {
      throw new SweepException(
          ours + " is no folder, but a file or a link; move it away, then try again");
    }
  }

  private void keepOlderVersionsOut() throws IOException {
    if (!storage.isThere(folder.lease())) {
      Path draft = new Path(folder.own(), ".lease." + UUID.randomUUID());
      storage.create(draft, FOR_OLDER_VERSIONS);
      try {
        Moves.claim(storage, draft, folder.lease());
      } finally {
        storage.delete(draft);
      }
    }
    String found;
    try {
      found = storage.readSmall(folder.lease(), MOST_BYTES);
    } catch (IOException e) {
      found = null;
    }
    if (!FOR_OLDER_VERSIONS.equals(found)) {
      throw Lease.notOfThisVersion(folder);
    }
  }

  private void requireNothingCutOffByThem() throws IOException {
    Path compacted = folder.table().compacted();
    if (storage.isThere(compacted)) {
      throw new SweepException(
          compacted
              + " was left by a compaction of an older icl-sweep that was cut off. If there is no "
              + folder.table().folder()
              + ", rename the folder in it that ends in .replaced to that; then delete the rest of"
              + " it and try again");
    }
  }

  /** The highest epoch that somebody has; 0 if nobody has one. */
  long highest() throws IOException {
    long highest = 0;
    for (String name : storage.names(folder.leases())) {
      highest = Math.max(highest, StagingName.epoch(name).orElse(0L));
    }
    return highest;
  }

  /**
   * The leases and the folders of drivers as they were in one moment.
   *
   * @param highest epoch that somebody has
   */
  record View(long highest, List<StagingName> drivers) {}

  View view() throws IOException {
    while (true) {
      long before = highest();
      List<StagingName> drivers =
          storage.names(folder.staging()).stream()
              .flatMap(name -> StagingName.parse(name).stream())
              .toList();
      if (before == highest()) {
        return new View(before, drivers);
      }
    }
  }

  /**
   * The epoch to claim: that after the highest one, so that of all who see the same one gets it. If
   * somebody has deleted the leases, the folders tell how high they were.
   */
  long next(View view) {
    long next = view.highest() + 1;
    for (StagingName driver : view.drivers()) {
      next = driver.epoch() > next ? driver.epoch() + 1 : next;
    }
    if (next >= StagingName.LAST_EPOCH) {
      throw new SweepException(
          "there is no number after that of the last lease in "
              + folder.leases()
              + " or "
              + folder.staging()
              + ", which icl-sweep did not choose; delete both, if no run is on");
    }
    return next;
  }

  /**
   * Takes an epoch for a driver whose folder is there.
   *
   * @return whether it did; if not, somebody else has it
   */
  boolean claim(LeaseHolder driver, DriverFolder own) throws IOException {
    Path draft = new Path(own.path(), "lease");
    storage.create(draft, driver.text());
    return Moves.claim(storage, draft, folder.lease(driver.name().epoch()));
  }

  /** A driver that has not given its lease back, and its folder. */
  record Current(StagingName name, Optional<LeaseHolder> holder, DriverFolder folder) {

    String describe() {
      return holder
          .map(LeaseHolder::describe)
          .orElse("a driver whose lease " + name.epoch() + " cannot be read");
    }
  }

  /** The one that has the highest epoch; empty if it has given it back. */
  Optional<Current> current(View view) {
    long epoch = view.highest();
    Optional<LeaseHolder> holder = read(epoch).filter(each -> each.name().epoch() == epoch);
    return view.drivers().stream()
        .filter(name -> name.epoch() == epoch)
        .filter(name -> holder.isEmpty() || holder.get().name().equals(name))
        .findFirst()
        .map(name -> new Current(name, holder, folder.staging(name)));
  }

  /** Who took an epoch; empty if the file says nothing that we understand. */
  Optional<LeaseHolder> read(long epoch) {
    try {
      return LeaseHolder.parse(storage.readSmall(folder.lease(epoch), MOST_BYTES));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
