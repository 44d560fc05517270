package org.iclsweep.results;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * The folder of one driver below {@code _staging/}. Whatever the driver does to the results is one
 * renaming out of this folder or into it, so that it can do nothing any more once the folder is
 * gone.
 *
 * <pre>
 *   KEY-PARTITION-ATTEMPT.staged   a chunk on its way to the table
 *   beat                           a number that grows while the driver lives
 *   fresh/                         the new files of a compaction
 *   old/                           the files of the table that they replace
 *   the-table-is-being-...parquet  no Parquet file: stops who looks for data in all folders
 *   aside/                         damaged files on their way to _corrupt/
 *   fenced/                        folders of drivers that it has taken over from
 * </pre>
 */
public record DriverFolder(Storage storage, Path path) {

  /** How deep the folders of dead drivers can lie in one another: each was its heir's. */
  private static final int DEEPEST = 64;

  /** New files of the table, complete, before they are the table. */
  public Path fresh() {
    return new Path(path, "fresh");
  }

  /** The files of the table that new ones take the place of. */
  public Path old() {
    return new Path(path, "old");
  }

  /**
   * What is there while there are two sets of files. Its name ends as that of data does, and it is
   * none: a pattern that looks below the results directory for data in any folder would find rows
   * twice, and finds this.
   */
  public Path marker() {
    return new Path(path, "the-table-is-being-compacted-look-again.parquet");
  }

  /** Files that are taken out of the table and kept. */
  public Path aside() {
    return new Path(path, "aside");
  }

  /** Folders of drivers that this one has taken over from. */
  public Path fenced() {
    return new Path(path, "fenced");
  }

  /** The number that grows while the driver lives. */
  public Path beat() {
    return new Path(path, "beat");
  }

  /** Whether files of the table are here, or with a driver that this one has taken over from. */
  boolean holdsTable() throws IOException {
    return holdsTable(DEEPEST);
  }

  private boolean holdsTable(int deepest) throws IOException {
    if (storage.isFolder(old())) {
      return true;
    }
    if (deepest > 0) {
      for (String name : storage.names(fenced())) {
        if (new DriverFolder(storage, new Path(fenced(), name)).holdsTable(deepest - 1)) {
          return true;
        }
      }
    }
    return false;
  }
}
