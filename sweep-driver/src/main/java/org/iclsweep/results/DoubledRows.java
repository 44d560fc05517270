package org.iclsweep.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The trials that a table has several rows of, which no run leaves: a file was copied, or two
 * drivers wrote at once where that was not prevented.
 *
 * <p><b>Cost.</b> Of files of one plan footers tell, and no row is read. Where a table is of
 * several plans, or of files that tell nothing, the identities of all rows are read, and eight
 * bytes are kept of each while they are compared.
 */
public final class DoubledRows {

  private static final int MOST_TO_NAME = 10;
  private static final int TRIALS_TO_NAME = 3;

  private final List<TrialFile> files;

  /** The files of each trial that has several rows, a file as often as it has one. */
  private final Map<String, List<TrialFile>> copies;

  private DoubledRows(List<TrialFile> files, Map<String, List<TrialFile>> copies) {
    this.files = files;
    this.copies = copies;
  }

  /** Looks for them in the files of a table. */
  public static DoubledRows of(TrialTable table, List<TrialFile> files) {
    List<TrialFile> suspects = new Suspects(files).files();
    long[] repeated = IdentityKeys.repeated(table, suspects);
    return new DoubledRows(
        files, repeated.length == 0 ? Map.of() : copies(table, suspects, repeated));
  }

  private static Map<String, List<TrialFile>> copies(
      TrialTable table, List<TrialFile> suspects, long[] repeated) {
    Map<String, List<TrialFile>> copies = new HashMap<>();
    table
        .heads(suspects)
        .forEachTrialId(
            (file, id) -> {
              if (IdentityKeys.has(repeated, id)) {
                copies.computeIfAbsent(id, first -> new ArrayList<>(2)).add(file);
              }
            });
    copies.values().removeIf(of -> of.size() == 1);
    return copies;
  }

  /**
   * Makes sure that there are none.
   *
   * @throws DoubledRowsException if there are, with which
   */
  public static void requireNone(TrialTable table, List<TrialFile> files) {
    DoubledRows doubled = of(table, files);
    if (!doubled.isEmpty()) {
      throw new DoubledRowsException(doubled);
    }
  }

  public boolean isEmpty() {
    return copies.isEmpty();
  }

  /** Number of trials that have several rows. */
  public int trials() {
    return copies.size();
  }

  /** The files that have some, those first that have most rows of other trials. */
  public List<TrialFile> files() {
    Map<String, Long> rows = new HashMap<>();
    copies.values().forEach(of -> of.forEach(file -> rows.merge(file.name(), 1L, Long::sum)));
    return files.stream()
        .filter(file -> rows.containsKey(file.name()))
        .sorted(
            (a, b) -> Long.compare(b.rows() - rows.get(b.name()), a.rows() - rows.get(a.name())))
        .toList();
  }

  /** How many, which, and where: a line for each set of files that share some. */
  public String text() {
    Map<String, List<String>> places = places();
    return (trials() == 1 ? "1 trial has" : trials() + " trials have")
        + " more than one row in the table:"
        + places.entrySet().stream()
            .limit(MOST_TO_NAME)
            .map(place -> "\n  " + place.getKey() + ": " + named(place.getValue()))
            .collect(Collectors.joining())
        + (places.size() > MOST_TO_NAME ? "\n  ..." : "");
  }

  private Map<String, List<String>> places() {
    Map<String, List<String>> places = new TreeMap<>();
    copies.forEach(
        (id, of) -> places.computeIfAbsent(place(of), first -> new ArrayList<>()).add(id));
    places.values().forEach(Collections::sort);
    return places;
  }

  private static String place(List<TrialFile> files) {
    Map<String, Integer> times = new TreeMap<>();
    files.forEach(file -> times.merge(file.name(), 1, Integer::sum));
    return times.entrySet().stream()
        .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " (x" + each.getValue() + ")"))
        .collect(Collectors.joining(", "));
  }

  private static String named(List<String> trials) {
    String some = trials.stream().limit(TRIALS_TO_NAME).collect(Collectors.joining(", "));
    return trials.size()
        + (trials.size() == 1 ? " trial, " : " trials, ")
        + some
        + (trials.size() > TRIALS_TO_NAME ? ", ..." : "");
  }

  /** Which row of each trial is to stay; their rows are compared in all that a digest counts. */
  public KeptRows kept(TrialTable table) {
    Map<String, KeptRows.Copies> all = new LinkedHashMap<>();
    copies.keySet().stream().sorted().forEach(id -> all.put(id, new KeptRows.Copies()));
    return KeptRows.compare(table, files(), all);
  }
}
