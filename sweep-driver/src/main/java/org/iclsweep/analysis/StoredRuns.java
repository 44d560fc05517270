package org.iclsweep.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.TrialRow;
import org.iclsweep.trial.TrialRecord;

/** The runs of a results directory. */
public final class StoredRuns {

  /** What the JVM needs beside them, as a share of its heap. */
  private static final double ROOM = 0.75;

  /** What one of {@link #forFindings} takes; of the quickstart study 6 kB. */
  static final long FINDINGS_BYTES = 10_000;

  /** What one of {@link #all} takes; of the quickstart study 29 kB. */
  private static final long BYTES = 45_000;

  private StoredRuns() {}

  /**
   * All that the table has.
   *
   * @throws ResultException if they are too many for the heap
   */
  public static List<Run> all(ResultTable table) {
    Optional<String> problem = problem(table.size(), BYTES, heap());
    if (problem.isPresent()) {
      throw new ResultException(problem.get());
    }
    return read(table, UnaryOperator.identity());
  }

  /** Why there are too many for {@link #forFindings}, and what to do; empty if there are not. */
  public static Optional<String> tooManyForFindings(ResultTable table) {
    return problem(table.size(), FINDINGS_BYTES, heap());
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory();
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

  /**
   * What {@link Findings} need: no curves, of each agreement its end, and of late runs the weights.
   */
  public static List<Run> forFindings(ResultTable table) {
    return read(table, StoredRuns::shortened);
  }

  private static List<Run> read(ResultTable table, UnaryOperator<Run> each) {
    LearntRule rule = table.learntRule();
    try (Stream<TrialRow> rows = table.rows()) {
      return rows.map(row -> run(row, rule)).map(each).toList();
    }
  }

  private static Run run(TrialRow row, LearntRule rule) {
    return Run.of(row.trialId(), row.learner(), row.parameters(), row.record(), rule);
  }

  private static Run shortened(Run run) {
    TrialRecord all = run.record();
    TrialRecord record =
        new TrialRecord(
                all.outcome(),
                all.outcomeStep(),
                all.failureClass(),
                all.failureMessage(),
                all.zeroLoss(),
                all.finalLoss(),
                all.finalLossStandardError(),
                all.interpolatedLoss(),
                all.transitionStep(),
                List.of(),
                run.finalAlignments(),
                all.ood(),
                all.learners(),
                run.met(Fate.LATE) ? all.weights() : List.of())
            .withStandardErrors(all.zeroLossStandardError(), all.interpolatedLossStandardError());
    return new Run(run.id(), run.learner(), run.parameters(), record, run.events());
  }
}
