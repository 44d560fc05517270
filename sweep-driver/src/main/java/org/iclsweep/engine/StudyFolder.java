package org.iclsweep.engine;

import org.apache.hadoop.fs.Path;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;

/**
 * A results directory as the engine sees it. Readers of data need {@code trials/} only.
 *
 * <pre>
 *   trials/*.parquet    the table
 *   _study/study.conf   the study that ran last, resolved
 *   _study/lease        who is running it
 *   _study/status.json  what the last run says of itself
 *   _staging/           files on their way to the table; no name ends in .parquet
 *   _compacted/         a new table on its way into the place of the old one
 *   _corrupt/           files that could not be read; kept, for they are not ours to delete
 * </pre>
 */
record StudyFolder(TrialTable table) {

  static StudyFolder at(Storage storage, String directory) {
    return new StudyFolder(TrialTable.at(storage, directory));
  }

  Storage storage() {
    return table.storage();
  }

  Path study() {
    return table.studyFile();
  }

  Path lease() {
    return new Path(table.root(), "_study/lease");
  }

  Path staging() {
    return new Path(table.root(), "_staging");
  }

  Path corrupt() {
    return new Path(table.root(), "_corrupt");
  }

  /** Where the executors of one driver stage. */
  Path staging(String driver) {
    return new Path(staging(), driver);
  }
}
