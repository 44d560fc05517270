package org.iclsweep.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.engine.PlanRows;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Option;

/** Which rows of a results directory a verb speaks of: those of a study's plan, or all. */
final class AskedRows {

  /** The option that asks for all, of every verb that speaks of rows. */
  static final String ALL = "--all-rows";

  @Option(
      names = ALL,
      description =
          "Speaks of all rows of the table: those of other plans, too, which ran into the same"
              + " directory before.")
  private boolean all;

  /**
   * Opens a results directory.
   *
   * @param study whose plan's rows it is about, and which says when a model has learnt; without
   *     one, it is about all rows
   */
  ResultTable open(String directory, SparkSettings settings, Optional<Study> study) {
    ResultTable table =
        all || study.isEmpty()
            ? ResultTable.open(directory, settings)
            : ResultTable.open(directory, settings, PlanRows.of(study.get()));
    study.ifPresent(each -> table.readBy(each.learntRule()));
    return table;
  }

  /**
   * What to type for a query about the same rows as those of a study.
   *
   * @param given where the study was named
   */
  List<String> words(Storage storage, String directory, StudyOfTable given, Study study)
      throws StudyException {
    if (all) {
      return List.of(ALL);
    }
    boolean isStored =
        !given.isGiven()
            || StoredStudy.read(storage, directory)
                .filter(stored -> stored.plan().equals(study.plan()))
                .isPresent();
    return isStored ? List.of() : given.words();
  }

  /** What there is to say of rows that are not spoken of, and of those of other numerics. */
  static List<String> notes(ResultTable table, String directory) {
    return Stream.of(others(table, directory), otherNumerics(table.numerics(), directory))
        .flatMap(Optional::stream)
        .toList();
  }

  /** How many rows are not spoken of, if some are. */
  static Optional<String> others(ResultTable table, String directory) {
    long others = table.extent().others();
    String are = others == 1 ? "is" : "are";
    return others == 0
        ? Optional.empty()
        : Optional.of(
            "%s in %s %s not of this plan and %s left out; %s asks for all"
                .formatted(Words.count(others, "row"), directory, are, are, ALL));
  }

  /**
   * Tells of rows of other numerics, and makes sure that none is doubled; there may be no table.
   *
   * @throws org.iclsweep.results.DoubledRowsException if trials have several rows
   */
  static void requireSoundRows(String directory, SparkSettings settings, Console console) {
    if (TrialTable.at(settings.storage(), directory).files().isEmpty()) {
      return;
    }
    try (ResultTable table = ResultTable.open(directory, settings)) {
      otherNumerics(table.numerics(), directory).ifPresent(console::say);
      table.requireNoneDoubled();
    }
  }

  /**
   * That rows are of another version of the numerics, if some are.
   *
   * @param rows of each version
   */
  static Optional<String> otherNumerics(Map<Integer, Long> rows, String directory) {
    List<String> others =
        rows.entrySet().stream()
            .filter(each -> each.getKey() != Numerics.VERSION)
            .map(each -> Words.count(each.getValue(), "row") + " of version " + each.getKey())
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has %s of the numerics, and this icl-sweep has version %d: its trials are others, to the bit, and are run again"
                .formatted(directory, String.join(", ", others), Numerics.VERSION));
  }
}
