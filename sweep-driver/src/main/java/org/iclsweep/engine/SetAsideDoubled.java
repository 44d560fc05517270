package org.iclsweep.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DoubledRows;
import org.iclsweep.results.KeptRows;
import org.iclsweep.results.LargeFiles;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;

/**
 * Leaves one row of each trial that a table has several of, or none where they differ, so that the
 * trial is run again ({@link KeptRows}). What goes stays in {@code _corrupt/}: a file of which no
 * row stays is moved there, of one that loses some a copy is kept.
 *
 * <p>Whatever cuts it off, no row is lost: a copy is whole before the file is replaced, at once, by
 * what stays of it.
 */
public final class SetAsideDoubled {

  private static final String SUFFIX = ".corrupt";

  private final StudyFolder folder;
  private final Lease lease;
  private final KeptRows kept;

  private SetAsideDoubled(StudyFolder folder, Lease lease, KeptRows kept) {
    this.folder = folder;
    this.lease = lease;
    this.kept = kept;
  }

  /**
   * What was done.
   *
   * @param trials number of trials that had several rows
   * @param differing those whose rows were not equal
   * @param files that were set aside
   */
  public record Result(int trials, List<String> differing, List<Aside> files) {

    public Result {
      differing = List.copyOf(differing);
      files = List.copyOf(files);
    }
  }

  /**
   * A file that was set aside.
   *
   * @param kept its name there
   * @param gone rows of it that are not in the table any more
   * @param rows that it has
   */
  public record Aside(String name, String kept, long gone, long rows) {}

  /**
   * Mends the table of a results directory.
   *
   * @throws SweepException if somebody else writes there, or a file cannot be moved
   * @throws org.iclsweep.results.DamagedTableException if there are files that cannot be read
   */
  public static Result mend(Storage storage, String directory) {
    return mend(storage, directory, LeaseTerms.standard());
  }

  static Result mend(Storage storage, String directory, LeaseTerms terms) {
    StudyFolder folder = StudyFolder.at(storage, directory);
    try (Lease lease = Lease.take(folder, terms)) {
      return lease.holding(() -> mend(folder, lease));
    } catch (IOException e) {
      throw StopReason.ofRun(directory, e);
    }
  }

  private static Result mend(StudyFolder folder, Lease lease) throws IOException {
    List<TrialFile> files = folder.table().sound();
    DoubledRows doubled = DoubledRows.of(folder.table(), files);
    if (doubled.isEmpty()) {
      return new Result(0, List.of(), List.of());
    }
    if (files.stream().anyMatch(file -> LargeFiles.isLarge(file.status()))) {
      new StoreCompaction(folder.table(), lease).forget(); // small ones alone are taken out
      return mend(folder, lease);
    }
    KeptRows kept = doubled.kept(folder.table());
    List<Aside> aside = new SetAsideDoubled(folder, lease, kept).mend(doubled.files());
    return new Result(doubled.trials(), kept.differing(), aside);
  }

  private List<Aside> mend(List<TrialFile> files) throws IOException {
    List<Aside> aside = new ArrayList<>();
    for (TrialFile file : files) {
      long gone = gone(file);
      if (gone > 0) {
        String name = gone == file.rows() ? move(file) : keepOthers(file);
        aside.add(new Aside(file.name(), name, gone, file.rows()));
      }
    }
    return aside;
  }

  private long gone(TrialFile file) {
    long[] number = {0};
    try (Stream<String> ids = folder.table().trialIds(file.status())) {
      return ids.filter(id -> !kept.stays(id, file, number[0]++)).count();
    }
  }

  private String move(TrialFile file) throws IOException {
    return lease.setAside(file.status().getPath(), file.name() + SUFFIX).toString();
  }

  private String keepOthers(TrialFile file) throws IOException {
    file.requireAllColumnsKnown();
    Path draft = draft();
    try (RowWriter writer = RowWriter.inFolder(folder.storage(), draft);
        Stream<TrialRow> rows = folder.table().rows(file.status())) {
      long number = 0;
      for (TrialRow row : (Iterable<TrialRow>) rows::iterator) {
        if (kept.stays(row.trialId(), file, number++)) {
          writer.write(row);
        }
      }
      file.paces().forEach(writer::declare);
    }
    String name = copy(file);
    lease.replace(draft, file.status().getPath());
    return name;
  }

  private String copy(TrialFile file) throws IOException {
    Path copy = draft();
    folder.storage().copy(file.status().getPath(), copy);
    return new AsideFiles(folder, folder.staging(StagingName.of(0)))
        .keepAs(copy, file.name() + SUFFIX)
        .toString();
  }

  private Path draft() {
    return new Path(lease.staging(), UUID.randomUUID() + ".rewritten");
  }
}
