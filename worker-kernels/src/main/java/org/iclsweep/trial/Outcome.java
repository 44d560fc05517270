package org.iclsweep.trial;

/** How a trial ended. */
public enum Outcome {
  COMPLETED("completed"),
  /** The loss stopped being finite; the metrics up to there are kept. */
  DIVERGED("diverged"),
  /** An exception ended it. */
  FAILED("failed");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** The word for it in tables. */
  public String label() {
    return label;
  }
}
