package org.iclsweep.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.iclsweep.results.DoubledRows;
import org.iclsweep.results.FileMerge;
import org.iclsweep.results.Moves;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;

/**
 * Turns the many files of a table into few large ones with the same rows, and with the columns that
 * follow from others where older files lack them. The old files stay until the new ones are
 * complete and have been read back; {@link TableSwap} then puts these in their place, or where no
 * folder can be renamed {@link StoreCompaction} beside them. Whatever cuts it off, the table is as
 * it was or as it should be, or the next who takes the lease makes it so.
 *
 * <p>Rows are not sorted: files are put one behind the other in the order of the plan, by swept
 * parameters and then seed, and in each chunk's file rows are in that order. So groups of rows have
 * narrow bounds on what is swept, and readers skip those they do not need.
 *
 * <p><b>Memory.</b> A group of rows for each core in use, whatever the size of the table.
 */
public final class Compaction {

  /**
   * What a compaction did; if there was nothing to do, the files are the same in number and no row
   * was filled.
   *
   * @param rows of the table, before and after
   * @param filled rows of which columns were computed that follow from others
   * @param beside folder of the new files, if the old ones stay; else empty
   */
  public record Result(
      long filesBefore,
      long bytesBefore,
      long filesAfter,
      long bytesAfter,
      long rows,
      long filled,
      Optional<Path> beside,
      Duration elapsed) {}

  private final StudyFolder folder;
  private final TrialTable table;
  private final long targetBytes;

  private Compaction(StudyFolder folder, long targetBytes) {
    this.folder = folder;
    this.targetBytes = targetBytes;
    table = folder.table();
  }

  /**
   * Compacts the table of a results directory.
   *
   * @param targetBytes of old files that make a new one, if not a single file is more
   * @throws SweepException if somebody writes to the table, or it cannot be done safely there
   */
  public static Result run(Storage storage, String directory, long targetBytes) {
    return run(storage, directory, targetBytes, LeaseTerms.standard());
  }

  static Result run(Storage storage, String directory, long targetBytes, LeaseTerms terms) {
    long start = System.nanoTime();
    Compaction compaction = new Compaction(StudyFolder.at(storage, directory), targetBytes);
    try {
      compaction.requireTable(directory);
      try (Lease lease = Lease.take(compaction.folder, terms)) {
        return lease.holding(() -> compaction.run(lease, start));
      }
    } catch (IOException | UncheckedIOException e) {
      throw StopReason.ofCompaction(directory, e);
    }
  }

  private void requireTable(String directory) throws IOException {
    if (!folder.isOnObjectStore() && !Moves.renamesFolders(folder.storage(), table.root())) {
      throw new SweepException(
          directory
              + " is on a file system that cannot rename a folder at once, so readers could find"
              + " rows twice or not at all; copy it to a disk or to HDFS, compact it there, and put"
              + " it into a new directory");
    }
    if (!table.isBeingSwapped()) {
      table.requireFiles(directory);
    }
  }

  private Result run(Lease lease, long start) throws IOException {
    boolean beside = folder.isOnObjectStore();
    if (!beside) {
      requireNothingElse();
    }
    List<TrialFile> files = table.sound();
    DoubledRows.requireNone(table, files);
    long bytes = table.bytes();
    List<List<TrialFile>> groups = groups(files);
    long filled = rows(files.stream().filter(file -> !file.hasDerived()));
    if (beside) {
      new StoreCompaction(table, lease).keep(groups);
    } else if (groups.size() < files.size() || filled > 0) {
      replace(groups, (FolderLease) lease);
    }
    return new Result(
        files.size(),
        bytes,
        groups.size(),
        table.bytes(),
        rows(files.stream()),
        filled,
        beside ? Optional.of(table.largeFolder()) : Optional.empty(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static long rows(Stream<TrialFile> files) {
    return files.mapToLong(TrialFile::rows).sum();
  }

  /** What else is in the folder would go with the old files. */
  private void requireNothingElse() throws IOException {
    List<FileStatus> all = new ArrayList<>(folder.storage().list(table.folder()));
    all.removeAll(table.files());
    if (!all.isEmpty()) {
      throw new SweepException(
          all.get(0).getPath()
              + " is no file of the table; move it out of there, then compact again");
    }
  }

  private void replace(List<List<TrialFile>> groups, FolderLease lease) throws IOException {
    Path fresh = lease.own().fresh();
    folder.storage().makeFolderIn(fresh);
    String name = newNames();
    FileMerge.writeAll(
        IntStream.range(0, groups.size())
            .mapToObj(i -> merge(groups.get(i), TableSwap.hidden(fresh, name.formatted(i))))
            .toList());
    lease.swapTable();
  }

  /** A pattern of names that are given once, for a number. */
  static String newNames() {
    return "compact-" + UUID.randomUUID().toString().substring(0, 8) + "-%05d";
  }

  private FileMerge merge(List<TrialFile> sources, Path target) {
    return new FileMerge(table, sources, target);
  }

  /**
   * Files that become one: neighbours in the order of the plan, of one plan if it is the study's.
   */
  private List<List<TrialFile>> groups(List<TrialFile> files) {
    List<List<TrialFile>> groups = new ArrayList<>();
    List<String> plans = plans();
    Place before = null;
    long bytes = 0;
    for (Place place :
        files.stream().map(file -> place(file, plans)).sorted(Place.ORDER).toList()) {
      long more = place.file().status().getLen();
      if (before == null || before.section() != place.section() || bytes + more > targetBytes) {
        groups.add(new ArrayList<>());
        bytes = 0;
      }
      groups.get(groups.size() - 1).add(place.file());
      bytes += more;
      before = place;
    }
    return groups;
  }

  /** Fingerprints of the learners and of the trials of the study that ran last. */
  private List<String> plans() {
    Optional<String> resolved = table.study();
    if (resolved.isEmpty()) {
      return List.of();
    }
    try {
      String origin = table.studyFile().toString();
      Study study = table.withRounds(Study.parse(resolved.get(), origin, List.of()));
      return List.of(Fingerprint.of(study.plan().learners()), Fingerprint.of(study));
    } catch (StudyException e) {
      return List.of(); // of another version of this program; its rows are as good
    }
  }

  private static Place place(TrialFile file, List<String> plans) {
    for (int section = 0; section < plans.size(); section++) {
      Optional<PlanShare> share = file.shareOf(plans.get(section));
      if (share.isPresent()) {
        return Place.of(section, file, share.get());
      }
    }
    return file.shares().stream()
        .findFirst()
        .map(share -> Place.of(plans.size(), file, share))
        .orElse(new Place(plans.size(), "", 0, file));
  }

  /**
   * Where a file comes among the others.
   *
   * @param section files of different sections are not put together
   * @param plan of its rows
   * @param index of its first row in that plan
   */
  private record Place(int section, String plan, long index, TrialFile file) {

    static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::section)
            .thenComparing(Place::plan)
            .thenComparingLong(Place::index)
            .thenComparing(place -> place.file().name());

    static Place of(int section, TrialFile file, PlanShare share) {
      return new Place(section, share.plan(), share.indices().first(), file);
    }
  }
}
