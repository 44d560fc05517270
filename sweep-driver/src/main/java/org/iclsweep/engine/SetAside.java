package org.iclsweep.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DamagedFile;
import org.iclsweep.results.Storage;

/**
 * Moves files out of a table that cannot be read as files of it, so that their trials are run
 * again. They are kept in {@code _corrupt/}, under names that no pattern for data finds.
 */
public final class SetAside {

  private SetAside() {}

  /**
   * Moves the damaged files of a results directory.
   *
   * @return what was wrong with each, by the name that it has
   * @throws SweepException if somebody else writes there, or a file cannot be moved
   */
  public static List<DamagedFile> damagedFiles(Storage storage, String directory) {
    return damagedFiles(storage, directory, LeaseTerms.standard());
  }

  static List<DamagedFile> damagedFiles(Storage storage, String directory, LeaseTerms terms) {
    StudyFolder folder = StudyFolder.at(storage, directory);
    try (Lease lease = Lease.take(folder, terms)) {
      return lease.holding(
          () -> {
            List<DamagedFile> moved = new ArrayList<>();
            for (DamagedFile file : folder.table().damaged()) {
              Path path = new Path(file.name());
              Path kept = lease.setAside(path, path.getName() + AsideFiles.SUFFIX);
              moved.add(new DamagedFile(kept.toString(), file.problem()));
            }
            return moved;
          });
    } catch (IOException e) {
      throw StopReason.ofRun(directory, e);
    }
  }
}
