package org.iclsweep.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.iclsweep.results.StructType.Field;
import org.iclsweep.trial.Outcome;

/** What all rows of some files are of, read without the rest of them. */
public record RowHeads(Storage storage, List<TrialFile> files) {

  private static final int RECORDS_AT_ONCE = 1024;

  /**
   * A row's identity and how the trial ended.
   *
   * @param kind {@code transformer} or {@code learner}
   */
  public record Head(String trialId, String kind, Outcome outcome) {}

  /**
   * What a row says that its trial is, without anything that was measured.
   *
   * @param kind {@code transformer} or {@code learner}
   * @param parameters typed values by column name
   */
  public record Described(
      String trialId,
      String kind,
      Map<String, Object> parameters,
      Outcome outcome,
      NumericsOf provenance) {}

  /** The version of the numerics that a row is of. */
  public record NumericsOf(int numericsVersion) {}

  private static final StructType<Head> HEAD = RecordShape.of(Head.class);
  private static final StructType<Described> DESCRIBED =
      RecordShape.of(Described.class, Map.of("parameters", TableSchema.parameters()));

  static final StructType<String> TRIAL_ID =
      new StructType<>(
          List.of(Field.required("trial_id", ScalarType.STRING, id -> id)),
          values -> values.get("trial_id"));

  private static final StructType<Integer> NUMERICS_OF_PROVENANCE =
      new StructType<>(
          List.of(Field.required("numerics_version", ScalarType.INT, version -> version)),
          values -> values.get("numerics_version"));

  private static final StructType<Integer> VERSION =
      new StructType<>(
          List.of(Field.required("provenance", NUMERICS_OF_PROVENANCE, version -> version)),
          values -> values.get("provenance"));

  private static final StructType<String> CODE_OF_PROVENANCE =
      new StructType<>(
          List.of(Field.optional("code_version", ScalarType.STRING, version -> version)),
          values -> values.get("code_version"));

  private static final StructType<String> CODE =
      new StructType<>(
          List.of(Field.required("provenance", CODE_OF_PROVENANCE, version -> version)),
          values -> values.get("provenance"));

  /** How many rows are of which version of this program; of those that do not say, of none. */
  public SortedMap<CodeVersion, Long> codeVersions() {
    SortedMap<CodeVersion, Long> rows = new TreeMap<>(Comparator.comparing(CodeVersion::text));
    for (TrialFile file : files) {
      try (Stream<String> versions = RowReader.read(storage, file.status(), CODE)) {
        versions
            .map(version -> new CodeVersion(Objects.requireNonNullElse(version, "")))
            .forEach(version -> rows.merge(version, 1L, Long::sum));
      }
    }
    return rows;
  }

  /** How many rows are of which version of the numerics. */
  public SortedMap<Integer, Long> numerics() {
    SortedMap<Integer, Long> rows = new TreeMap<>();
    for (TrialFile file : files) {
      if (file.numerics().isPresent()) {
        rows.merge(file.numerics().get(), file.rows(), Long::sum);
      } else {
        try (Stream<Integer> versions = RowReader.read(storage, file.status(), VERSION)) {
          versions.forEach(version -> rows.merge(version, 1L, Long::sum));
        }
      }
    }
    return rows;
  }

  /**
   * Hands out the identities.
   *
   * @param action called by several threads, one at a time, with some rows of one file
   * @throws TableChangedException if one of the files is gone
   */
  void forEachTrialId(BiConsumer<TrialFile, String> action) {
    forEach(TRIAL_ID, action);
  }

  /**
   * Hands out the heads.
   *
   * @param action called by several threads, one at a time, with some rows of one file
   * @throws TableChangedException if one of the files is gone
   */
  public void forEach(BiConsumer<TrialFile, Head> action) {
    forEach(HEAD, action);
  }

  /**
   * Hands out what rows say that their trials are, those of a file in their order.
   *
   * @param action called by several threads, one at a time, with some rows of one file
   * @throws TableChangedException if one of the files is gone
   */
  public void forEachDescribed(BiConsumer<TrialFile, Described> action) {
    forEach(DESCRIBED, action);
  }

  private <R> void forEach(StructType<R> type, BiConsumer<TrialFile, R> action) {
    Object oneAtATime = new Object();
    EachFile.forEach(
        files,
        file -> {
          try (Stream<R> records = RowReader.read(storage, file.status(), type)) {
            Iterator<R> each = records.iterator();
            while (each.hasNext()) {
              List<R> some = next(each);
              synchronized (oneAtATime) {
                some.forEach(record -> action.accept(file, record));
              }
            }
          }
        });
  }

  private static <R> List<R> next(Iterator<R> records) {
    List<R> some = new ArrayList<>(RECORDS_AT_ONCE);
    while (some.size() < RECORDS_AT_ONCE && records.hasNext()) {
      some.add(records.next());
    }
    return some;
  }
}
