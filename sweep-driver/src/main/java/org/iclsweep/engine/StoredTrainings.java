package org.iclsweep.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.iclsweep.measure.Kept;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.RowHeads.Described;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Values;

/**
 * Where the weights are that trainings have left in a results directory, by what was trained. Rows
 * whose parameters do not give their identity are none of these: those of other numerics, and what
 * somebody has changed.
 *
 * <p><b>Memory.</b> Some 300 bytes a row.
 */
final class StoredTrainings implements Serializable {

  private static final long serialVersionUID = 1;

  /** Rows that are read at once, since trials that are neighbours are asked for one by one. */
  private static final int ROWS_AT_ONCE = 16;

  private static final int BATCHES_KEPT = 64;

  /**
   * A row.
   *
   * @param file number of its file
   * @param number of the row among the trainings of that file
   * @param measures what was measured
   */
  private record Place(int file, int number, Values measures) implements Serializable {}

  private record Batch(Storage storage, FileStatus file, List<String> ids) {

    Map<String, TrialRow> rows() {
      TrialTable table = new TrialTable(storage, file.getPath().getParent().getParent());
      try (Stream<TrialRow> rows = table.rows(file, ids)) {
        return rows.collect(Collectors.toMap(TrialRow::trialId, row -> row));
      }
    }
  }

  private static final Kept<Batch, Map<String, TrialRow>> READ =
      new Kept<>(BATCHES_KEPT, Batch::rows);

  private final Storage storage;
  private final List<FileStatus> files = new ArrayList<>();
  private final List<List<String>> ids = new ArrayList<>();
  private final Map<String, List<Place>> places = new HashMap<>();

  private StoredTrainings(Storage storage) {
    this.storage = storage;
  }

  /**
   * Looks for them in a table, every bit of which is as it was written.
   *
   * @throws org.iclsweep.results.DamagedTableException if it is not
   */
  static StoredTrainings of(TrialTable table) {
    return table.settled(() -> in(table));
  }

  private static StoredTrainings in(TrialTable table) {
    StoredTrainings all = new StoredTrainings(table.storage());
    List<TrialFile> sound = table.sound();
    Map<String, Integer> numbers = new HashMap<>();
    for (TrialFile file : sound) {
      numbers.put(file.name(), all.files.size());
      all.files.add(file.status());
      all.ids.add(new ArrayList<>());
    }
    Map<Values, Values> known = new LinkedHashMap<>();
    table
        .heads(sound)
        .forEachDescribed((file, row) -> all.add(numbers.get(file.name()), row, known));
    return all;
  }

  private void add(int file, Described row, Map<Values, Values> known) {
    if (!row.kind().equals(TrialRow.TRANSFORMER) || row.outcome().isFailure()) {
      return;
    }
    Optional<TransformerTrial> trial =
        TransformerTrial.ofRow(row.parameters()).filter(each -> each.id().equals(row.trialId()));
    if (trial.isPresent()) {
      Values measures = known.computeIfAbsent(trial.get().measures(), each -> each);
      places
          .computeIfAbsent(trial.get().trainingId(), any -> new ArrayList<>(1))
          .add(new Place(file, ids.get(file).size(), measures));
      ids.get(file).add(row.trialId());
    }
  }

  /** The trial whose weights tell what another of the same training leaves. */
  Optional<TransformerTrial> telling(TransformerTrial wanted) {
    return place(wanted).map(place -> wanted.measuredAs(place.measures()));
  }

  /** The trials of the same training, whatever was measured. */
  List<TransformerTrial> alike(TransformerTrial wanted) {
    return places.getOrDefault(wanted.trainingId(), List.of()).stream()
        .map(place -> wanted.measuredAs(place.measures()))
        .toList();
  }

  private Optional<Place> place(TransformerTrial wanted) {
    return places.getOrDefault(wanted.trainingId(), List.of()).stream()
        .filter(place -> wanted.spec().isToldBy(wanted.measuredAs(place.measures()).spec()))
        .findFirst();
  }

  /**
   * The row of the trial whose weights tell what another leaves.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  TrialRow row(TransformerTrial wanted) {
    Place place = place(wanted).orElseThrow();
    List<String> ofFile = ids.get(place.file());
    int first = place.number() - place.number() % ROWS_AT_ONCE;
    List<String> some =
        List.copyOf(ofFile.subList(first, Math.min(first + ROWS_AT_ONCE, ofFile.size())));
    Batch batch = new Batch(storage, files.get(place.file()), some);
    String id = ofFile.get(place.number());
    TrialRow row = READ.of(batch).get(id);
    if (row == null) {
      throw new ResultException(
          "the row of trial %s is not in %s any more"
              .formatted(id, files.get(place.file()).getPath()));
    }
    return row;
  }
}
