package org.iclsweep.trial;

import org.iclsweep.spec.Labelled;

/** How a trial ended. */
public enum Outcome implements Labelled {
  COMPLETED("completed"),
  /** The loss stopped being finite; the metrics up to there are kept. */
  DIVERGED("diverged"),
  /** An exception ended it. */
  FAILED("failed"),
  /** It took longer than the run allowed. */
  TIMED_OUT("timed_out"),
  /** The machine had not the memory for it; it is run again where there is more. */
  NO_MEMORY("no_memory");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** Whether it left nothing, and may be tried again. */
  public boolean isFailure() {
    return this == FAILED || this == TIMED_OUT || this == NO_MEMORY;
  }

  /** Whether its trial counts as done: it says something of the trial, not of the machine. */
  public boolean isDone() {
    return this != NO_MEMORY;
  }

  @Override
  public String label() {
    return label;
  }
}
