package org.iclsweep.engine;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DriverFolder;
import org.iclsweep.results.Moves;
import org.iclsweep.results.Storage;

/**
 * Files that a driver has taken out of the table to keep them: first into its own folder, then to
 * {@code _corrupt/}, under names that no pattern for data finds.
 */
final class AsideFiles {

  static final String SUFFIX = ".corrupt";

  private final StudyFolder folder;
  private final Storage storage;
  private final DriverFolder own;

  AsideFiles(StudyFolder folder, DriverFolder own) {
    this.folder = folder;
    this.own = own;
    storage = folder.storage();
  }

  /** Moves all that its driver has set aside to where they are kept. */
  void keepAll() throws IOException {
    for (String name : storage.names(own.aside())) {
      keep(new Path(own.aside(), name));
    }
  }

  Path keep(Path aside) throws IOException {
    return keepAs(aside, aside.getName());
  }

  /** Moves a file to this name, or to the first one like it that is free. */
  Path keepAs(Path file, String name) throws IOException {
    storage.makeFolder(folder.corrupt());
    for (int number = 1; ; number++) {
      Path kept = new Path(folder.corrupt(), name + (number == 1 ? "" : "-" + number));
      if (Moves.renameNew(storage, file, kept)) {
        return kept;
      }
    }
  }
}
