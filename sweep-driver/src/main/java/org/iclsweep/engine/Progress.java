package org.iclsweep.engine;

import java.time.Duration;
import java.util.Optional;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.spec.Labelled;

/** Told how a sweep gets on, after each commit, by one thread. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = state -> {};

  void update(State state);

  /** Told of a round before its trials are run. */
  default void round(RoundResults before) {}

  /**
   * Told, by any thread, when there is nothing that trials could run on.
   *
   * @param what is waited for; empty when trials run again
   */
  default void waiting(Optional<String> what) {}

  /** What is being run. */
  enum Phase implements Labelled {
    LEARNERS,
    TRIALS
  }

  /**
   * How far a phase is.
   *
   * @param done rows that are in the table
   * @param total rows that there will be
   * @param fresh how many of the done this run has added
   * @param failed how many of the done failed
   * @param noMemory how many of the failed this run had not the memory for
   * @param diverged how many of the done diverged
   * @param elapsed since the phase began
   * @param remaining by the estimated cost of what is left; empty before the first commit
   */
  record State(
      Phase phase,
      long done,
      long total,
      long fresh,
      long failed,
      long noMemory,
      long diverged,
      Duration elapsed,
      Optional<Duration> remaining) {}
}
