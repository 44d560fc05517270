package org.iclsweep.results;

import org.apache.hadoop.fs.FileStatus;
import org.iclsweep.measure.Kept;

/**
 * What the footers of files tell, kept as long as there is memory for it, so that a process reads
 * each once, whoever asks. Files of a table do not change: another one of the same name has another
 * length, time or tag.
 *
 * <p><b>Cost.</b> A footer names hundreds of columns in 80 kB, whatever the number of rows: to read
 * it takes milliseconds, most of what a question takes about a table of many small files.
 */
final class Footers {

  private static final int MOST = 50_000;

  private static final Kept<Key, TrialFile> KEPT =
      new Kept<>(MOST, key -> TrialFile.read(key.storage, key.status));

  private Footers() {}

  /**
   * What a file's footer tells, by a footer that may have been read before.
   *
   * @throws DamagedTableException if there is none, or none of this table
   * @throws TableChangedException if it has to be read and the file is gone
   */
  static TrialFile of(Storage storage, FileStatus status) {
    return KEPT.of(new Key(storage, status, status.getPath() + " " + FileCheck.stamp(status)));
  }

  /** A file, equal to another of the same place and stamp. */
  private static final class Key {
    private final Storage storage;
    private final FileStatus status;
    private final String stamp;

    Key(Storage storage, FileStatus status, String stamp) {
      this.storage = storage;
      this.status = status;
      this.stamp = stamp;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && stamp.equals(key.stamp);
    }

    @Override
    public int hashCode() {
      return stamp.hashCode();
    }
  }
}
