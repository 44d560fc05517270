package org.iclsweep.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.trial.Outcome;

/**
 * The Parquet files of a results directory, {@code trials/*.parquet}: the only state of a study.
 *
 * @param root the results directory
 */
public record TrialTable(Storage storage, Path root) {

  private static final String EXTENSION = ".parquet";

  /**
   * A row's identity and how the trial ended.
   *
   * @param kind {@code transformer} or {@code learner}
   */
  public record Head(String trialId, String kind, Outcome outcome) {}

  private static final StructType<Head> HEAD =
      new StructType<>(
          List.of(
              Field.required("trial_id", ScalarType.STRING, Head::trialId),
              Field.required("kind", ScalarType.STRING, Head::kind),
              Field.required("outcome", ScalarType.STRING, head -> head.outcome().label())),
          values ->
              new Head(
                  values.get("trial_id"),
                  values.get("kind"),
                  NestedTypes.labelled(Outcome.values(), Outcome::label, values.get("outcome"))));

  /** The table of a results directory, which need not be there yet. */
  public static TrialTable at(Storage storage, String directory) {
    return new TrialTable(storage, storage.qualified(directory));
  }

  /** The folder of the files. */
  public Path folder() {
    return new Path(root, "trials");
  }

  /** The file of the study that ran last. */
  public Path studyFile() {
    return new Path(root, "_study/study.conf");
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

  /** The file of this name, there or not. */
  public Path file(String name) {
    return new Path(folder(), name + EXTENSION);
  }

  /** The files, by name. */
  public List<FileStatus> files() {
    try {
      return storage.list(folder()).stream().filter(TrialTable::isData).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder(), e);
    }
  }

  /** What the files take. */
  public long bytes() {
    return files().stream().mapToLong(FileStatus::getLen).sum();
  }

  /** Every row; to be closed. */
  public Stream<TrialRow> rows() {
    return read(TableSchema.ROW);
  }

  /** Every row, read without its weights; to be closed. */
  public Stream<TrialRow> rowsWithoutWeights() {
    return read(TableSchema.ROW.without("weights"));
  }

  /** The rows of learners, read without curves and the like; to be closed. */
  public Stream<TrialRow> learnerRows() {
    StructType<TrialRow> type =
        TableSchema.ROW.without("curve").without("alignments").without("ood");
    FilterPredicate isLearner =
        FilterApi.eq(FilterApi.binaryColumn("kind"), Binary.fromString(TrialRow.LEARNER));
    return files().stream()
        .flatMap(file -> RowReader.read(storage, file, type, FilterCompat.get(isLearner)));
  }

  /** The rows of one file; to be closed. */
  public Stream<TrialRow> rows(FileStatus file) {
    return RowReader.read(storage, file, TableSchema.ROW);
  }

  /** Every row's head, with the file it is in. */
  public void forEachHead(BiConsumer<FileStatus, Head> action) {
    for (FileStatus file : files()) {
      try (Stream<Head> heads = RowReader.read(storage, file, HEAD)) {
        heads.forEach(head -> action.accept(file, head));
      }
    }
  }

  private <R> Stream<R> read(StructType<R> type) {
    return files().stream().flatMap(file -> RowReader.read(storage, file, type));
  }

  private static boolean isData(FileStatus file) {
    String name = file.getPath().getName();
    return file.isFile()
        && name.endsWith(EXTENSION)
        && !name.startsWith("_")
        && !name.startsWith(".");
  }
}
