package org.iclsweep.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A file with the rows of several files of a table, in their order, bit for bit. What the footers
 * of all of these tell of a plan, that of the new file tells, too, and of the time of trials what
 * any of them tells.
 *
 * @param target the file to be written, of a name that is free, in a folder that is there
 */
public record FileMerge(TrialTable table, List<TrialFile> sources, Path target) {

  /** What one may take: a group of rows to be written, one to be read, and their garbage. */
  private static final long MEMORY_BYTES = 256L << 20;

  /**
   * Writes files, as many at once as there are cores, and memory for, and reads each of them back.
   * A file with a single source is a copy of it, unless that lacks columns that follow from others.
   *
   * @throws UncheckedIOException if one cannot be written, or does not read as it should
   */
  public static void writeAll(List<FileMerge> merges) {
    merges.forEach(merge -> merge.sources.forEach(TrialFile::requireAllColumnsKnown));
    long room = Runtime.getRuntime().maxMemory() / MEMORY_BYTES;
    int cores = Runtime.getRuntime().availableProcessors();
    EachFile.forEach(merges, (int) Math.max(1, Math.min(room, cores)), FileMerge::writeAndCheck);
  }

  private void writeAndCheck() {
    try {
      TrialFile first = sources.get(0);
      if (sources.size() == 1 && first.hasChecksum() && first.hasDerived()) {
        table.storage().copy(first.status().getPath(), target);
      } else {
        requireRows(write());
      }
      requireSound();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private RowSum write() throws IOException {
    RowSum sum = new RowSum();
    try (RowWriter writer = RowWriter.inFolder(table.storage(), target)) {
      for (TrialFile source : sources) {
        try (Stream<TrialRow> rows = table.rows(source.status())) {
          for (TrialRow row : (Iterable<TrialRow>) rows::iterator) {
            sum.add(row);
            writer.write(row);
          }
        }
      }
      for (PlanShare share : sources.get(0).shares()) {
        union(share.plan()).ifPresent(writer::declare);
      }
      sources.stream()
          .flatMap(source -> source.paces().keySet().stream())
          .distinct()
          .forEach(kind -> writer.declare(kind, TrialFile.pace(sources, kind)));
    }
    return sum;
  }

  private Optional<PlanShare> union(String plan) {
    PlanShare union = new PlanShare(plan);
    for (TrialFile source : sources) {
      Optional<PlanShare> share = source.shareOf(plan);
      if (share.isEmpty()) {
        return Optional.empty();
      }
      union.addAll(share.get());
    }
    return Optional.of(union);
  }

  private void requireRows(RowSum expected) throws IOException {
    RowSum found = new RowSum();
    try (Stream<TrialRow> rows = table.rows(status())) {
      rows.forEach(found::add);
    }
    if (!found.isSameAs(expected)) {
      throw new IOException(
          "%s does not have the rows that were written to it: %s rows, of %s"
              .formatted(target, found.rows(), expected.rows()));
    }
  }

  private void requireSound() throws IOException {
    try {
      FileCheck.sound(table.storage(), status());
    } catch (DamagedTableException e) {
      throw new IOException("what was written does not read as it should: " + e.getMessage(), e);
    }
  }

  private FileStatus status() throws IOException {
    return table.storage().status(target);
  }
}
