package org.iclsweep.engine;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DriverFolder;
import org.iclsweep.results.Moves;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;

/**
 * Puts other files in place of all files of a table, for the holder of its lease. Whoever reads the
 * table meanwhile finds the old files, or none, or the new ones, or a file that cannot be read; no
 * row twice, and no part of the rows.
 *
 * <pre>
 *   fresh/*.parquet.new   the new files, complete, under names that no pattern finds
 *   1. write the-table-is-being-compacted-look-again.parquet
 *   2. rename fresh/*.parquet.new to *.parquet
 *   3. rename trials to old
 *   4. rename fresh to trials
 *   5. delete old, then the file of step 1
 * </pre>
 *
 * <p>All but {@code trials} is in the driver's own folder. Between 3 and 4 there is no table. From
 * 2 to 5 there are two sets of files below the results directory, under names that end in {@code
 * .parquet}: a reader whose pattern looks into all folders finds the file of step 1 with them,
 * which is no Parquet file, and fails.
 *
 * <p>Step 4 is what counts: where {@code old} is and no table, {@code old} is the table.
 */
final class TableSwap {

  private static final String HIDDEN = ".new";
  private static final String MARKER = "This is no Parquet file: look again in a moment.\n";

  private final Storage storage;
  private final TrialTable table;
  private final DriverFolder driver;

  TableSwap(TrialTable table, DriverFolder driver) {
    this.table = table;
    this.driver = driver;
    storage = table.storage();
  }

  /** A name that no pattern for data finds, in a folder of new files. */
  static Path hidden(Path folder, String name) {
    return new Path(folder, name + TrialTable.EXTENSION + HIDDEN);
  }

  /** Puts the new files, which are complete, in place of those of the table. */
  void run() throws IOException {
    storage.create(driver.marker(), MARKER);
    reveal();
    Moves.rename(storage, table.folder(), driver.old());
    Moves.rename(storage, driver.fresh(), table.folder());
    storage.delete(driver.old());
    storage.delete(driver.marker());
  }

  private void reveal() throws IOException {
    for (String name : storage.names(driver.fresh())) {
      if (name.endsWith(HIDDEN)) {
        String shown = name.substring(0, name.length() - HIDDEN.length());
        Moves.rename(storage, new Path(driver.fresh(), name), new Path(driver.fresh(), shown));
      }
    }
  }

  /**
   * Puts the old files back that a swap has taken away and put no new ones in the place of, or
   * deletes them if it has.
   *
   * @throws SweepException if somebody has put another table in their place
   */
  void undo() throws IOException {
    if (!storage.isFolder(driver.old())) {
      return;
    }
    if (!storage.exists(table.folder()) || storage.deleteEmptyFolder(table.folder())) {
      putBack();
    } else if (storage.isFolder(driver.fresh())) {
      throw new SweepException(
          "a compaction was cut off, and somebody has put other files into "
              + table.folder()
              + " since; move them away, then try again: the table is in "
              + driver.old());
    } else {
      storage.delete(driver.old());
    }
  }

  private void putBack() throws IOException {
    try {
      Moves.rename(storage, driver.old(), table.folder());
    } catch (IOException e) {
      if (storage.isFolder(driver.fresh()) || !storage.exists(table.folder())) {
        throw e;
      }
      storage.delete(driver.old()); // step 4 was on its way to a server, and has arrived
    }
  }
}
