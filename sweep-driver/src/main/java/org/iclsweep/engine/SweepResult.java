package org.iclsweep.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a run of a study ended. All but the learners count trained models only.
 *
 * @param planned trials of the plan
 * @param present trials that were in the table before
 * @param run trials that this run has added
 * @param failed trials of the plan that are in the table as failed
 * @param noMemory of the failed, those that this run had not the memory for; they are run again
 * @param diverged trials of the plan that are in the table as diverged
 * @param learnersRun learners that this run has fitted
 * @param elapsed time it took
 * @param adopted what was taken over of other results directories
 * @param stoppedWith exit code that it was stopped with before its end; 0 if it was not
 */
public record SweepResult(
    long planned,
    long present,
    long run,
    long failed,
    long noMemory,
    long diverged,
    long learnersRun,
    Duration elapsed,
    List<Adopted> adopted,
    int stoppedWith) {

  public SweepResult {
    adopted = List.copyOf(adopted);
  }

  /** Exit code of a run that something other than a trial has ended. */
  public static final int FAULT = 1;

  /** Exit code of a run whose plan has failed trials. */
  public static final int FAILED_TRIALS = 3;

  /** Whether it was stopped before its end. */
  public boolean interrupted() {
    return stoppedWith != 0;
  }

  /** What its process ends with. */
  public int exitCode() {
    return interrupted() ? stoppedWith : failed == 0 ? 0 : FAILED_TRIALS;
  }

  /** The same of a run that did something else before, into the same directory. */
  SweepResult after(SweepResult before) {
    return new SweepResult(
        planned,
        present - before.run,
        run + before.run,
        failed,
        noMemory,
        diverged,
        learnersRun + before.learnersRun,
        elapsed,
        IntStream.range(0, before.adopted.size())
            .mapToObj(i -> before.adopted.get(i).and(adopted.get(i)))
            .toList(),
        stoppedWith);
  }

  /** The same of a run that was stopped after that, or not. */
  SweepResult endedWith(int code) {
    return new SweepResult(
        planned, present, run, failed, noMemory, diverged, learnersRun, elapsed, adopted, code);
  }

  /** Trials that are still to be run. */
  public long missing() {
    return planned - present - run;
  }
}
