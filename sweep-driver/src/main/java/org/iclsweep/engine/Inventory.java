package org.iclsweep.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.iclsweep.results.PlanShare;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Outcome;

/**
 * What of some trials a table has, and what is missing. A failed trial is there: it has its row.
 *
 * @param total number of the trials
 * @param present of which are in the table
 * @param failed of which failed or timed out
 * @param diverged of which diverged
 * @param backlog those that are not in the table, or there for want of memory alone
 */
record Inventory(long total, long present, long failed, long diverged, Backlog backlog) {

  private static final List<Outcome> OUTCOMES_OF_DONE =
      Arrays.stream(Outcome.values()).filter(Outcome::isDone).toList();

  /**
   * Compares trials with a table.
   *
   * <p><b>Cost.</b> Only trials are made from the plan that no footer tells of.
   *
   * @param cancelled asked now and then; where it holds, the rest counts as neither
   */
  static Inventory of(Trials trials, Holdings held, BooleanSupplier cancelled) {
    PlanShare known = held.known(trials);
    long[] present = new long[Outcome.values().length];
    for (Outcome outcome : OUTCOMES_OF_DONE) {
      present[outcome.ordinal()] = known.indices(outcome).getLongCardinality();
    }
    Backlog backlog = new Backlog();
    long[] elsewhere = {0};
    held.unknown(trials)
        .takeWhile(index -> !cancelled.getAsBoolean())
        .forEach(
            index -> {
              Trial trial = trials.trial(index);
              held.other(trial)
                  .filter(Outcome::isDone)
                  .ifPresentOrElse(
                      outcome -> {
                        present[outcome.ordinal()]++;
                        elsewhere[0]++;
                      },
                      () -> backlog.add(index, CostModel.flops(trial)));
            });
    return new Inventory(
        trials.size(),
        known.indices(Outcome::isDone).getLongCardinality() + elsewhere[0],
        present[Outcome.FAILED.ordinal()] + present[Outcome.TIMED_OUT.ordinal()],
        present[Outcome.DIVERGED.ordinal()],
        backlog);
  }
}
