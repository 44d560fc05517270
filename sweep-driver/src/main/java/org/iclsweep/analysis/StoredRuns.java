package org.iclsweep.analysis;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.TrialRow;
import org.iclsweep.trial.TrialRecord;

/** The runs of a results directory. */
public final class StoredRuns {

  private StoredRuns() {}

  /** All that the table has. */
  public static List<Run> all(ResultTable table) {
    return read(table, UnaryOperator.identity());
  }

  /** What {@link Findings} need: weights of the late runs only, which are most of the bytes. */
  public static List<Run> forFindings(ResultTable table) {
    return read(table, run -> run.late() ? run : withoutWeights(run));
  }

  private static List<Run> read(ResultTable table, UnaryOperator<Run> each) {
    try (Stream<TrialRow> rows = table.rows()) {
      return rows.map(StoredRuns::run).map(each).toList();
    }
  }

  private static Run run(TrialRow row) {
    return Run.of(row.trialId(), row.learner(), row.parameters(), row.record());
  }

  private static Run withoutWeights(Run run) {
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
            all.curve(),
            all.alignments(),
            all.ood(),
            all.learners(),
            List.of());
    return new Run(run.id(), run.learner(), run.parameters(), record);
  }
}
