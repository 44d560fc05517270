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

  private static final String SUFFIX = ".corrupt";

  private SetAside() {}

  /**
   * Moves the damaged files of a results directory.
   *
   * @return what was wrong with each, by the name that it has
   * @throws SweepException if somebody else writes there, or a file cannot be moved
   */
  public static List<DamagedFile> damagedFiles(Storage storage, String directory) {
    StudyFolder folder = StudyFolder.at(storage, directory);
    try (Lease lease = Lease.take(folder)) {
      TableSwap.repair(folder.table());
      List<DamagedFile> moved = new ArrayList<>();
      for (DamagedFile file : folder.table().damaged()) {
        lease.check();
        moved.add(new DamagedFile(move(folder, new Path(file.name())), file.problem()));
      }
      return moved;
    } catch (IOException e) {
      throw StopReason.ofRun(directory, e);
    }
  }

  /** Moves a file to the first name that is free. */
  private static String move(StudyFolder folder, Path file) throws IOException {
    folder.storage().makeFolder(folder.corrupt());
    for (int number = 1; ; number++) {
      String suffix = number == 1 ? SUFFIX : SUFFIX + "-" + number;
      Path aside = new Path(folder.corrupt(), file.getName() + suffix);
      if (folder.storage().renameNew(file, aside)) {
        return aside.toString();
      }
    }
  }
}
