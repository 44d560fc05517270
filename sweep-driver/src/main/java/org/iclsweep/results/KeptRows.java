package org.iclsweep.results;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which of a trial's several rows stays. A trial is a function of its description, so rows that
 * completed or diverged are equal in all that a digest counts, and the first of them stays. Where
 * they are not, none can be trusted and none stays. How a trial failed depends on the machine: such
 * a row gives way to any that did not, and the first of them stays where there is no other.
 */
public final class KeptRows {

  private final Map<String, Copies> copies;

  private KeptRows(Map<String, Copies> copies) {
    this.copies = copies;
  }

  /** A row by its place in the table. */
  private record Place(String file, long row) {}

  /** What is known of a trial's rows. */
  static final class Copies {
    private byte[] hash;
    private Place kept;
    private boolean failed;
    private boolean differ;

    private void add(Place place, boolean isFailure, byte[] itsHash) {
      if (kept == null || failed && !isFailure) {
        kept = place;
        failed = isFailure;
        hash = itsHash;
      } else if (!isFailure && !Arrays.equals(hash, itsHash)) {
        differ = true;
      }
    }
  }

  /** Compares the rows of some trials, of which all are in these files. */
  static KeptRows compare(TrialTable table, List<TrialFile> files, Map<String, Copies> copies) {
    RowHash hash = RowHash.withoutProvenance();
    for (TrialFile file : files) {
      long[] number = {0};
      try (Stream<TrialRow> rows = table.rows(file.status())) {
        rows.forEach(
            row -> {
              Place place = new Place(file.name(), number[0]++);
              Copies of = copies.get(row.trialId());
              if (of != null) {
                of.add(place, row.record().outcome().isFailure(), hash.of(row));
              }
            });
      }
    }
    return new KeptRows(copies);
  }

  /** The trials whose rows differ, of which none stays. */
  public List<String> differing() {
    return copies.entrySet().stream()
        .filter(each -> each.getValue().differ)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Whether a row stays in the table.
   *
   * @param number of the row in its file, from 0
   */
  public boolean stays(String trialId, TrialFile file, long number) {
    Copies of = copies.get(trialId);
    return of == null || !of.differ && of.kept.equals(new Place(file.name(), number));
  }
}
