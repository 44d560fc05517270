package org.iclsweep.engine;

import org.iclsweep.trial.Outcome;

/** A trial could not be run because a learner that it is held against failed. */
final class LearnerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Outcome outcome;

  /**
   * @param outcome how the learner ended
   */
  LearnerFailedException(String message, Outcome outcome) {
    super(message);
    this.outcome = outcome;
  }

  /** Whether the machine had not the memory for the learner, which is no fault of the trial. */
  boolean isOfMemory() {
    return outcome == Outcome.NO_MEMORY;
  }
}
