package org.iclsweep.trial;

import java.util.Locale;
import org.iclsweep.spec.Labelled;

/** How a trial ended. */
public enum Outcome implements Labelled {
  COMPLETED,
  /**
   * The loss stopped being finite, or a mesa layer solved for nothing: its λ was not positive, its
   * γ not in (0, 1], or rounding had left no inverse. The metrics up to there are kept.
   */
  DIVERGED,
  /** An exception ended it. */
  FAILED,
  /** It took longer than the run allowed. */
  TIMED_OUT,
  /** The machine had not the memory for it; it is run again where there is more. */
  NO_MEMORY;

  /** Whether it left nothing, and may be tried again. */
  public boolean isFailure() {
    return this == FAILED || this == TIMED_OUT || this == NO_MEMORY;
  }

  /** Whether its trial counts as done: it says something of the trial, not of the machine. */
  public boolean isDone() {
    return this != NO_MEMORY;
  }

  /** Its name in snake_case, as SQL writes words. */
  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
