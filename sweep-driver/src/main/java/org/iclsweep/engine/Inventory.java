package org.iclsweep.engine;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Outcome;

/**
 * What of some trials a table has, and what is missing. A failed trial is there: it has its row.
 *
 * @param total number of the trials
 * @param present of which are in the table
 * @param failed of which failed or timed out
 * @param diverged of which diverged
 * @param backlog those that are not in the table
 */
record Inventory(long total, long present, long failed, long diverged, Backlog backlog) {

  /** Outcomes of all rows of a table. */
  static OutcomesById outcomes(TrialTable table) {
    OutcomesById outcomes = new OutcomesById();
    table.forEachHead((file, head) -> outcomes.put(head.trialId(), head.outcome()));
    return outcomes;
  }

  /**
   * Compares trials with a table.
   *
   * @param cancelled asked now and then; where it holds, the rest counts as neither
   */
  static Inventory of(Trials trials, OutcomesById outcomes, BooleanSupplier cancelled) {
    long failed = 0;
    long diverged = 0;
    long present = 0;
    Backlog backlog = new Backlog();
    for (long index = 0; index < trials.size() && !cancelled.getAsBoolean(); index++) {
      Trial trial = trials.trial(index);
      Optional<Outcome> outcome = outcomes.get(trial.id());
      if (outcome.isEmpty()) {
        backlog.add(index, CostModel.flops(trial));
      } else {
        present++;
        failed += outcome.get().isFailure() ? 1 : 0;
        diverged += outcome.get() == Outcome.DIVERGED ? 1 : 0;
      }
    }
    return new Inventory(trials.size(), present, failed, diverged, backlog);
  }
}
