package org.iclsweep.engine;

import java.time.Duration;

/**
 * How a run of a study ended. All but the learners count trained models only.
 *
 * @param planned trials of the plan
 * @param present trials that were in the table before
 * @param run trials that this run has added
 * @param failed trials of the plan that are in the table as failed
 * @param diverged trials of the plan that are in the table as diverged
 * @param learnersRun learners that this run has fitted
 * @param elapsed time it took
 * @param interrupted whether it was cancelled before its end
 */
public record SweepResult(
    long planned,
    long present,
    long run,
    long failed,
    long diverged,
    long learnersRun,
    Duration elapsed,
    boolean interrupted) {

  /** Trials that are still to be run. */
  public long missing() {
    return planned - present - run;
  }
}
