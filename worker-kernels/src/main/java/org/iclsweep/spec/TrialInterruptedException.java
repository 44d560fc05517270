package org.iclsweep.spec;

/** Ends a trial whose thread was interrupted: nobody wants its record any more. */
public final class TrialInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private TrialInterruptedException() {
    super("the trial was interrupted");
  }

  /**
   * Asked before each batch and each evaluation block; leaves the thread interrupted.
   *
   * @throws TrialInterruptedException if this thread was interrupted
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TrialInterruptedException();
    }
  }
}
