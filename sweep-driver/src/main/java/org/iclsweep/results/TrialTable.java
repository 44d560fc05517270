package org.iclsweep.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;

/**
 * The Parquet files of a results directory, {@code trials/*.parquet}: the only state of a study. On
 * a store of objects {@link LargeFiles} may be read in place of many of them.
 *
 * @param root the results directory
 */
public record TrialTable(Storage storage, Path root) {

  /** How the name of a file of data ends, and no other. */
  public static final String EXTENSION = ".parquet";

  /** The column that says which version of the numerics a row is of. */
  static final String NUMERICS = "provenance.numerics_version";

  /** What tells when models learnt. */
  static final Set<Measure<?>> CURVES = Set.of(Measures.CURVE, Measures.LEARNERS);

  private static final int MOST_ROUNDS_BYTES = 1 << 20;

  /** A million names and lengths. */
  private static final int MOST_LIST_BYTES = 1 << 27;

  private static final int LOOKS = 20;
  private static final long PAUSE_MILLIS = 100;

  /** The table of a results directory, which need not be there yet. */
  public static TrialTable at(Storage storage, String directory) {
    return new TrialTable(storage, storage.qualified(directory));
  }

  /** The folder of the files. */
  public Path folder() {
    return new Path(root, "trials");
  }

  /** Where drivers have their folders. */
  public Path staging() {
    return new Path(root, "_staging");
  }

  /** Where an older version put the files that a compaction replaced. */
  public Path compacted() {
    return new Path(root, "_compacted");
  }

  /** Where large files are that stand for others, on a store of objects. */
  public Path largeFolder() {
    return new Path(root, "_compact");
  }

  /** The one of this name, there or not. */
  public Path largeFile(String name) {
    return new Path(largeFolder(), name + LargeFiles.SUFFIX);
  }

  /** What says which large files stand for which others. */
  public Path largeFilesList() {
    return beside("compact.json");
  }

  /** What it says, as it is written; empty if there is none. */
  public Optional<String> largeFilesText() throws IOException {
    try {
      return Optional.of(storage.readSmall(largeFilesList(), MOST_LIST_BYTES));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** What it says; nothing where no such files are made. */
  private LargeFiles largeFiles() throws IOException {
    return storage.isObjectStore(root)
        ? largeFilesText().map(LargeFiles::parse).orElse(LargeFiles.NONE)
        : LargeFiles.NONE;
  }

  /** The file of the study that ran last. */
  public Path studyFile() {
    return new Path(root, "_study/study.conf");
  }

  /** A file beside the table that follows from it. */
  Path beside(String name) {
    return new Path(root, "_study/" + name);
  }

  /** The study that ran last, resolved; empty if none did. */
  public Optional<String> study() {
    try {
      return storage.exists(studyFile())
          ? Optional.of(storage.read(studyFile()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + studyFile(), e);
    }
  }

  /** The file of the rounds of a study that refines a boundary. */
  public Path roundsFile() {
    return new Path(root, "_study/rounds.json");
  }

  /**
   * A study with the rounds that are kept here; itself where it has none, or none are kept.
   *
   * @throws StudyException if what is kept is of another study, or no account of rounds
   */
  public Study withRounds(Study study) throws StudyException {
    return study.rounds().isEmpty() ? study : study.withRounds(rounds(), roundsFile().toString());
  }

  /** The rounds that are kept here, as they are written; empty if none are. */
  public Optional<String> rounds() {
    try {
      return storage.exists(roundsFile())
          ? Optional.of(storage.readSmall(roundsFile(), MOST_ROUNDS_BYTES))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + roundsFile(), e);
    }
  }

  /** The file of this name, there or not. */
  public Path file(String name) {
    return new Path(folder(), name + EXTENSION);
  }

  /**
   * The files, by name.
   *
   * @throws ResultException if a compaction has taken them away and not ended
   */
  public List<FileStatus> files() {
    for (int look = 1; ; look++) {
      List<FileStatus> files = list();
      if (!files.isEmpty() || !isBeingSwapped()) {
        return files;
      }
      if (look == LOOKS) {
        throw new ResultException(
            root
                + " has no table at this moment: it is being compacted, or that was cut off."
                + " Nothing is lost; to bring it to its end: icl-sweep compact "
                + root);
      }
      pause();
    }
  }

  /** The files by name and size: the rows are the same while these are. */
  public List<String> fileSizes() {
    return files().stream().map(file -> file.getPath().getName() + " " + file.getLen()).toList();
  }

  /**
   * Makes sure that there are files.
   *
   * @param directory the results directory in the words of the one who asks
   * @throws ResultException if there are none, with what to do
   */
  public void requireFiles(String directory) {
    if (files().isEmpty() && study().isPresent()) {
      throw new ResultException(
          "no results in %1$s yet: a study was begun there, and no chunk of its trials has ended; how far it is: icl-sweep status %1$s"
              .formatted(directory));
    }
    if (files().isEmpty()) {
      throw new ResultException(
          "no results in "
              + directory
              + ": there is no file trials/*.parquet; start with: icl-sweep run STUDY.conf --out "
              + directory);
    }
  }

  private List<FileStatus> list() {
    try {
      List<FileStatus> files = storage.list(folder()).stream().filter(TrialTable::isData).toList();
      LargeFiles large = largeFiles();
      return large.large().isEmpty() ? files : large.inPlace(files, storage.list(largeFolder()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder(), e);
    }
  }

  /** Whether all of these are among the files. */
  boolean has(List<TrialFile> some) {
    Set<Path> there = files().stream().map(FileStatus::getPath).collect(Collectors.toSet());
    return some.stream().allMatch(file -> there.contains(file.status().getPath()));
  }

  /** Whether a compaction has taken the files away and not put others in their place. */
  public boolean isBeingSwapped() {
    try {
      return !storage.exists(folder()) && (isHeld() || storage.exists(compacted()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for " + folder(), e);
    }
  }

  private boolean isHeld() throws IOException {
    for (String name : storage.names(staging())) {
      if (new DriverFolder(storage, new Path(staging(), name)).holdsTable()) {
        return true;
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The answer to a question about the whole table, asked again if another process takes files away
   * in the meantime.
   */
  public <A> A settled(Supplier<A> question) {
    for (int look = 1; look < LOOKS; look++) {
      try {
        return question.get();
      } catch (TableChangedException e) {
        pause();
      }
    }
    return question.get();
  }

  /**
   * What the footers of all files tell; those that were read before are not read again.
   *
   * @throws DamagedTableException if some cannot be read, with all of those
   */
  public List<TrialFile> contents() {
    return settled(() -> ofEach(files(), file -> Footers.of(storage, file)));
  }

  /**
   * The same, and makes sure that every bit of the table is as it was written.
   *
   * <p><b>Cost.</b> Every file is read once; what was written without a checksum is decoded, too.
   *
   * @throws DamagedTableException if not, with all files that are damaged
   */
  public List<TrialFile> sound() {
    return settled(() -> ofEach(files(), file -> FileCheck.sound(storage, file)));
  }

  /** The files that are not as they were written, or none of this table. */
  public List<DamagedFile> damaged() {
    try {
      sound();
      return List.of();
    } catch (DamagedTableException e) {
      return e.files();
    }
  }

  /** What the files take. */
  public long bytes() {
    return files().stream().mapToLong(FileStatus::getLen).sum();
  }

  /** The digest of all rows. */
  String digest() {
    return settled(
        () -> {
          List<TrialFile> files = sound();
          DoubledRows.requireNone(this, files);
          TableDigest digest = new TableDigest();
          EachFile.forEach(
              files,
              file -> {
                try (Stream<TrialRow> rows = rows(file.status())) {
                  digest.add(rows);
                }
              });
          return digest.value();
        });
  }

  /** Asks every file, and tells of all that are damaged at once. */
  private static <A> List<A> ofEach(List<FileStatus> files, Function<FileStatus, A> ask) {
    List<A> answers = new ArrayList<>();
    List<DamagedFile> damaged = new ArrayList<>();
    EachFile.<FileStatus, Runnable>inOrder(
        files,
        file -> {
          try {
            A answer = ask.apply(file);
            return () -> answers.add(answer);
          } catch (DamagedTableException e) {
            return () -> damaged.addAll(e.files());
          }
        },
        Runnable::run);
    if (!damaged.isEmpty()) {
      throw new DamagedTableException(damaged);
    }
    return answers;
  }

  /** Every row; to be closed. */
  public Stream<TrialRow> rows() {
    return read(TableSchema.ROW);
  }

  /** The rows of learners, read without curves and the like; to be closed. */
  public Stream<TrialRow> learnerRows() {
    return read(
        TrialRow.LEARNER, TableSchema.ROW.without("curve").without("alignments").without("ood"));
  }

  /** The rows of trained models with nothing measured but their curves; to be closed. */
  public Stream<TrialRow> curveRows() {
    return read(TrialRow.TRANSFORMER, with(CURVES));
  }

  /** Rows with nothing measured but what these did. */
  private static StructType<TrialRow> with(Set<Measure<?>> measures) {
    StructType<TrialRow> type = TableSchema.ROW;
    for (Measure<?> measure : Measures.ALL) {
      type = measures.contains(measure) ? type : type.without(measure.name());
    }
    return type;
  }

  private Stream<TrialRow> read(String kind, StructType<TrialRow> type) {
    FilterPredicate isOfKind =
        FilterApi.eq(FilterApi.binaryColumn("kind"), Binary.fromString(kind));
    return files().stream()
        .flatMap(file -> RowReader.read(storage, file, type, FilterCompat.get(isOfKind)));
  }

  /** The rows of one file; to be closed. */
  public Stream<TrialRow> rows(FileStatus file) {
    return RowReader.read(storage, file, TableSchema.ROW);
  }

  /** Those of some trials; to be closed. */
  public Stream<TrialRow> rows(FileStatus file, Collection<String> trialIds) {
    Set<Binary> ids = trialIds.stream().map(Binary::fromString).collect(Collectors.toSet());
    FilterPredicate isAsked = FilterApi.in(FilterApi.binaryColumn("trial_id"), ids);
    return RowReader.read(storage, file, TableSchema.ROW, FilterCompat.get(isAsked));
  }

  /** The identities of a file's rows, in their order; to be closed. */
  public Stream<String> trialIds(FileStatus file) {
    return RowReader.read(storage, file, RowHeads.TRIAL_ID);
  }

  /** Whether a file has no beginning or no end: its writer never came to it. */
  public boolean isCutOff(FileStatus file) throws IOException {
    return FileCheck.isCutOff(storage, file);
  }

  /** What the rows of some files are of. */
  public RowHeads heads(List<TrialFile> files) {
    return new RowHeads(storage, files);
  }

  private <R> Stream<R> read(StructType<R> type) {
    return files().stream().flatMap(file -> RowReader.read(storage, file, type));
  }

  /** The rows of an extent; to be closed. */
  Stream<TrialRow> rows(Extent extent) {
    return rows(extent, TableSchema.ROW);
  }

  /** The same with nothing measured but what these did. */
  Stream<TrialRow> rowsWith(Set<Measure<?>> measures, Extent extent) {
    return rows(extent, with(measures));
  }

  private Stream<TrialRow> rows(Extent extent, StructType<TrialRow> type) {
    return extent.files().stream()
        .flatMap(
            file -> {
              Stream<TrialRow> rows = RowReader.read(storage, file.status(), type);
              return extent.isWhole(file)
                  ? rows
                  : rows.filter(row -> extent.isAsked().test(row.trialId()));
            });
  }

  private static boolean isData(FileStatus file) {
    String name = file.getPath().getName();
    return file.isFile()
        && name.endsWith(EXTENSION)
        && !name.startsWith("_")
        && !name.startsWith(".");
  }
}
