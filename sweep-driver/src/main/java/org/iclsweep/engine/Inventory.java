package org.iclsweep.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
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

  /** What trials cost. */
  interface Cost {

    /**
     * Estimated operations of each of some trials that cost the same.
     *
     * @param trial the first of them
     * @param count how many they are
     */
    double flops(Trial trial, int count);

    /** Whether it is told trial by trial if one can be run. */
    default boolean isOfSome() {
      return false;
    }

    /** Whether a trial can be run; others are neither present nor in the backlog. */
    default boolean canRun(Trial trial) {
      return true;
    }
  }

  /**
   * Compares trials with a table.
   *
   * <p><b>Cost.</b> Only trials are made from the plan that no footer tells of.
   *
   * @param cancelled asked now and then; where it holds, the rest counts as neither
   */
  static Inventory of(Trials trials, Holdings held, BooleanSupplier cancelled) {
    return of(trials, held, cancelled, (trial, count) -> CostModel.flops(trial));
  }

  /** The same, where it is known better what trials cost. */
  static Inventory of(Trials trials, Holdings held, BooleanSupplier cancelled, Cost cost) {
    PlanShare known = held.known(trials);
    long[] present = new long[Outcome.values().length];
    for (Outcome outcome : OUTCOMES_OF_DONE) {
      present[outcome.ordinal()] = known.indices(outcome).getLongCardinality();
    }
    Backlog backlog = new Backlog();
    long before = LongStream.of(present).sum();
    held.unknownRuns(trials)
        .takeWhile(stretch -> !cancelled.getAsBoolean())
        .forEach(stretch -> add(trials, stretch, held, cancelled, cost, present, backlog));
    return new Inventory(
        trials.size(),
        known.indices(Outcome::isDone).getLongCardinality() + LongStream.of(present).sum() - before,
        present[Outcome.FAILED.ordinal()] + present[Outcome.TIMED_OUT.ordinal()],
        present[Outcome.DIVERGED.ordinal()],
        backlog);
  }

  private static void add(
      Trials trials,
      Chunk.Run stretch,
      Holdings held,
      BooleanSupplier cancelled,
      Cost cost,
      long[] present,
      Backlog backlog) {
    for (long index = stretch.from(); index < stretch.to() && !cancelled.getAsBoolean(); ) {
      Trial trial = trials.trial(index);
      Optional<Outcome> outcome = held.other(trial).filter(Outcome::isDone);
      boolean oneByOne = held.hasOthers() || cost.isOfSome();
      long count = oneByOne ? 1 : Math.min(stretch.to() - index, trials.alike(index));
      if (outcome.isPresent()) {
        present[outcome.get().ordinal()]++;
      } else if (cost.canRun(trial)) {
        int alike = Math.toIntExact(count);
        backlog.add(index, alike, cost.flops(trial, alike));
      }
      index += count;
    }
  }
}
