package org.iclsweep.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.iclsweep.results.Storage;

/**
 * What a driver that died has left on a store of objects: chunks that are staged, and commits that
 * may be under way.
 *
 * <p>A commit is a renaming. On a file system that renames at once, it is fenced off by taking the
 * staged file away: a driver that died, or only seemed to, finds nothing to rename. A store of
 * objects copies instead, and a copy that it has begun may come to its end after the staged file is
 * deleted and the table is read; its trials would be run again and be there twice.
 *
 * <p>So the heir commits what the dead driver could have committed, under the same names, before it
 * reads the table. A copy that comes late then writes the rows that are there already, over
 * themselves. Nothing is missed:
 *
 * <ul>
 *   <li>A driver makes sure that it holds the lease after a chunk is staged and before it copies
 *       it. So whatever it may yet copy was staged before the heir took the lease, and the heir,
 *       which lists the staged files after that, finds it: stores list what is written.
 *   <li>A staged file is committed only if its rows are those that its name stands for: not if a
 *       task failed in the middle of it, when what was sent of it may be there as a file that is
 *       cut off. Nobody was told of that one. Of several files of one chunk the first is.
 *   <li>Chunks of one driver have no trial in common, and it ran none that was in the table.
 *   <li>An heir that dies before it is done leaves the same estate to the next: the lease says
 *       whose it is. Files that the executors of older drivers have staged since are nobody's.
 * </ul>
 */
final class Estate {

  private final StudyFolder folder;
  private final Storage storage;
  private final StagingName driver;
  private final ObjectLease lease;

  private Estate(StudyFolder folder, StagingName driver, ObjectLease lease) {
    this.folder = folder;
    this.driver = driver;
    this.lease = lease;
    storage = folder.storage();
  }

  /**
   * Commits what a driver has staged.
   *
   * @param lease that it has lost
   */
  static void settle(StudyFolder folder, StagingName driver, ObjectLease lease) throws IOException {
    Estate estate = new Estate(folder, driver, lease);
    for (FileStatus staged : folder.storage().list(folder.staging(driver).path())) {
      estate.commit(staged);
    }
  }

  private void commit(FileStatus staged) throws IOException {
    Optional<String> key = StagedChunk.keyOf(staged.getPath().getName());
    if (key.isEmpty() || !key.equals(keyOfRows(staged))) {
      return;
    }
    try {
      lease.commit(staged.getPath(), lease.target(driver, key.get()));
    } catch (FileNotFoundException e) {
      requireCommitted(staged, key.get(), e);
    }
  }

  /** The key of the trials in a file; empty if it is gone, or never was a whole one. */
  private Optional<String> keyOfRows(FileStatus staged) throws IOException {
    try (Stream<String> ids = folder.table().trialIds(staged)) {
      Iterator<String> each = ids.iterator();
      return Optional.of(StagedChunk.key(each));
    } catch (RuntimeException e) {
      if (!storage.exists(staged.getPath()) || folder.table().isCutOff(staged)) {
        return Optional.empty();
      }
      throw new SweepException(
          "cannot read "
              + staged.getPath()
              + ", which a run that was cut off has left: "
              + e.getMessage()
              + "; try again, or if the file is damaged, delete it first",
          e);
    }
  }

  /** Only the driver that seemed dead takes a staged file away: when it has copied it. */
  private void requireCommitted(FileStatus staged, String key, FileNotFoundException cause)
      throws IOException {
    if (!storage.exists(lease.target(driver, key))) {
      throw new IOException(staged.getPath() + " has vanished; run the study again", cause);
    }
  }
}
