package org.iclsweep.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.LossUnit;

/** The runs of a results directory. */
public final class StoredRuns {

  /** What the JVM needs beside them, as a share of its heap. */
  private static final double ROOM = 0.75;

  /** What one of {@link #forFindings} takes. */
  static final long FINDINGS_BYTES = 700;

  /** What one takes that is whole; of the quickstart study 29 kB. */
  private static final long BYTES = 45_000;

  /** More curves than these nobody tells apart. */
  private static final long MOST_DRAWN = 5_000;

  private StoredRuns() {}

  /**
   * All that the table has: whole, or of very many a random part whole, which figures are drawn of,
   * and of the others what findings need.
   *
   * @param unit in which losses are to be told
   * @throws ResultException if even those are too many for the heap
   */
  public static List<Run> all(ResultTable table, LossUnit unit) {
    long rows = table.size();
    Optional<String> problem = problem(rows, FINDINGS_BYTES, heap());
    if (problem.isPresent()) {
      throw new ResultException(problem.get());
    }
    return read(table, unit, rows, whole(rows, heap()));
  }

  /** Why there are too many for {@link #forFindings}, and what to do; empty if there are not. */
  public static Optional<String> tooManyForFindings(ResultTable table) {
    return problem(table.size(), FINDINGS_BYTES, heap());
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory();
  }

  /** How many of so many rows can be whole: all, or what fits in a fifth of the heap. */
  static long whole(long rows, long heap) {
    return problem(rows, BYTES, heap).isEmpty() ? rows : Math.min(MOST_DRAWN, heap / 5 / BYTES);
  }

  static Optional<String> problem(long rows, long bytesOfRow, long heap) {
    double wanted = rows * bytesOfRow / ROOM;
    if (wanted <= heap) {
      return Optional.empty();
    }
    return Optional.of(
        "%d rows are too many for the memory of this JVM, %d MB; set ICL_SWEEP_JAVA_OPTS=-Xmx%dg, or ask with icl-sweep sql"
            .formatted(rows, heap >> 20, (long) Math.ceil(wanted / (1L << 30))));
  }

  /** What {@link Findings} need. */
  public static List<Run> forFindings(ResultTable table, LossUnit unit) {
    return read(table, unit, table.size(), 0);
  }

  private static List<Run> read(ResultTable table, LossUnit unit, long rows, long whole) {
    LearntRule rule = table.learntRule();
    TrialSpecs specs = new TrialSpecs();
    try (Stream<TrialRow> each = whole > 0 ? table.rows() : table.rowsWith(Shortening.KEPT)) {
      return shortened(each.map(row -> run(row, rule, specs, unit)), rows, whole);
    }
  }

  /**
   * Runs as they are kept.
   *
   * @param rows about how many they are
   * @param whole about how many of them stay as they are
   */
  static List<Run> shortened(Stream<Run> runs, long rows, long whole) {
    Shortening shortening = new Shortening(rows);
    return runs.map(
            run ->
                whole > 0 && (!run.isTrial() || Shortening.isPicked(run.id(), whole, rows))
                    ? run
                    : shortening.of(run))
        .toList();
  }

  private static Run run(TrialRow row, LearntRule rule, TrialSpecs specs, LossUnit unit) {
    return Run.of(row.trialId(), row.learner(), row.parameters(), row.record(), rule, specs, unit);
  }
}
