package org.iclsweep.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DriverFolder;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;

/**
 * A results directory as the engine sees it. Readers of data need {@code trials/} only.
 *
 * <pre>
 *   trials/*.parquet        the table
 *   _study/study.conf       the study that ran last, resolved
 *   _study/rounds.json      the rounds of a study that refines a boundary
 *   _study/compact.json     on a store of objects, which large files stand for which of the table
 *   _study/leases/EPOCH     who took the right to write, one after the other
 *   _study/lease            keeps versions out that know of no epochs; on a store of objects the lease
 *   _study/status.json      what the last run says of itself
 *   _study/findings.txt     what the rows show, worked out again where they are others
 *   _staging/EPOCH-TOKEN/   a driver's own: files on their way to the table
 *   _compact/*.large        the large files that it names; the table is whole without them
 *   _corrupt/               files that could not be read; kept, for they are not ours to delete
 * </pre>
 */
record StudyFolder(TrialTable table) {

  static StudyFolder at(Storage storage, String directory) {
    return new StudyFolder(TrialTable.at(storage, directory));
  }

  Storage storage() {
    return table.storage();
  }

  /** Whether its files are copied to be renamed. */
  boolean isOnObjectStore() {
    try {
      return storage().isObjectStore(table.root());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reach " + table.root(), e);
    }
  }

  Path study() {
    return table.studyFile();
  }

  Path rounds() {
    return table.roundsFile();
  }

  Path own() {
    return new Path(table.root(), "_study");
  }

  Path lease() {
    return new Path(own(), "lease");
  }

  Path leases() {
    return new Path(own(), "leases");
  }

  Path lease(long epoch) {
    return new Path(leases(), StagingName.text(epoch));
  }

  Path staging() {
    return table.staging();
  }

  Path corrupt() {
    return new Path(table.root(), "_corrupt");
  }

  DriverFolder staging(StagingName driver) {
    return new DriverFolder(storage(), new Path(staging(), driver.text()));
  }
}
