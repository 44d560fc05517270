package org.iclsweep.results;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rows of a table that are spoken of: all, or those of one plan.
 *
 * @param files that have some of them, by name
 * @param parts names of those of the files that have other rows, too
 * @param isAsked tells by its identity whether a row of those is one of them
 * @param rows number of rows that are spoken of
 * @param others number of the table's other rows
 */
public record Extent(
    List<TrialFile> files, Set<String> parts, Predicate<String> isAsked, long rows, long others) {

  public Extent {
    files = List.copyOf(files);
    parts = Set.copyOf(parts);
  }

  /** Every row. */
  static Extent all(TrialTable table, List<TrialFile> files) {
    long rows = files.stream().mapToLong(TrialFile::rows).sum();
    return new Extent(files, Set.of(), id -> true, rows, 0);
  }

  /** What tells it apart from that of other files, or of other rows of these. */
  String stamp() {
    String each =
        files.stream()
            .map(file -> FileCheck.stamp(file.status()) + (isWhole(file) ? "" : " in part"))
            .collect(Collectors.joining("\n"));
    return "%s\n%d of %d rows\n".formatted(each, rows, rows + others);
  }

  /** Whether files are among them that are not in {@code trials/}. */
  boolean hasLarge() {
    return files.stream().anyMatch(file -> LargeFiles.isLarge(file.status()));
  }

  /** Whether all rows of one of its files are spoken of. */
  boolean isWhole(TrialFile file) {
    return !parts.contains(file.name());
  }
}
