package org.iclsweep.engine;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;

/**
 * Puts other files in place of all files of a table, for the holder of its lease. Whoever reads the
 * table meanwhile finds the old files, or none, or the new ones, or a file that cannot be read; no
 * row twice, and no part of the rows.
 *
 * <pre>
 *   _compacted/FRESH/*.new            the new files, complete, under names that no pattern finds
 *   1. write _compacted/the-table-is-being-compacted-look-again.parquet
 *   2. rename trials to _compacted/FRESH.replaced
 *   3. rename _compacted/FRESH/*.new to *.parquet
 *   4. rename _compacted/FRESH to trials
 *   5. delete _compacted/FRESH.replaced, then all of _compacted
 * </pre>
 *
 * <p>Between 2 and 4 there is no table. From 2 to 5 the old files are still below the results
 * directory, under names that end in {@code .parquet}: a reader whose pattern looks into all
 * folders finds the file of step 1 with them, which is no Parquet file, and fails.
 *
 * <p>The file of step 1 names FRESH, so that a swap that was cut off is brought to its end by the
 * next who holds the lease. No step is done before the one above it, each can be done twice.
 */
final class TableSwap {

  private static final String HIDDEN = ".new";
  private static final String FRESH = "fresh";

  private final Storage storage;
  private final TrialTable table;
  private final Path fresh;
  private final Path replaced;

  private TableSwap(TrialTable table, Path fresh) {
    this.table = table;
    this.fresh = fresh;
    storage = table.storage();
    replaced = fresh.suffix(".replaced");
  }

  /**
   * The folder for a new set of files, each to be written under the name that {@link #hidden}
   * gives.
   */
  static Path folder(TrialTable table, String name) {
    return new Path(table.swap().getParent(), name);
  }

  /** A name that no pattern for data finds, in a folder of new files. */
  static Path hidden(Path folder, String name) {
    return new Path(folder, name + TrialTable.EXTENSION + HIDDEN);
  }

  /** Puts the files of a folder, which are complete, in place of those of the table. */
  static void run(TrialTable table, Path fresh) throws IOException {
    table.storage().write(table.swap(), FRESH + "=" + fresh.getName() + "\n");
    new TableSwap(table, fresh).finish();
  }

  /**
   * Brings a swap to its end that was cut off, and removes what a compaction has left that was.
   *
   * @throws SweepException if somebody has put another table in its place
   */
  static void repair(TrialTable table) throws IOException {
    Storage storage = table.storage();
    if (storage.exists(table.swap())) {
      Properties fields = new Properties();
      fields.load(new StringReader(storage.read(table.swap())));
      new TableSwap(table, folder(table, fields.getProperty(FRESH))).finish();
    } else {
      storage.delete(table.swap().getParent());
    }
  }

  private void finish() throws IOException {
    if (storage.exists(fresh)) {
      if (!storage.exists(replaced) && storage.exists(table.folder())) {
        storage.renameFolder(table.folder(), replaced);
      }
      requireNoOther();
      reveal();
      storage.renameFolder(fresh, table.folder());
    } else if (!storage.exists(table.folder())) { // somebody has removed the new files
      storage.renameFolder(replaced, table.folder());
    }
    storage.delete(replaced);
    storage.delete(table.swap());
    storage.delete(table.swap().getParent());
  }

  /** While there was no table, somebody may have made another; an empty folder is none. */
  private void requireNoOther() throws IOException {
    if (!storage.exists(table.folder())) {
      return;
    }
    if (!storage.list(table.folder()).isEmpty()) {
      throw new SweepException(
          "a compaction was cut off, and somebody has put other files into "
              + table.folder()
              + " since; move them away, then try again: the table is in "
              + replaced
              + " and, compacted, in "
              + fresh);
    }
    storage.delete(table.folder());
  }

  private void reveal() throws IOException {
    for (FileStatus file : storage.list(fresh)) {
      String name = file.getPath().getName();
      if (name.endsWith(HIDDEN)) {
        String shown = name.substring(0, name.length() - HIDDEN.length());
        storage.renameNew(file.getPath(), new Path(fresh, shown));
      }
    }
  }
}
