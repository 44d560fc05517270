package org.iclsweep.measure;

/** What became of a run that is held against a learner; each run has one. */
public enum Fate {
  /** Its loss came to the learner's and stayed. */
  LEARNT("learnt"),
  /** It learnt, and later its loss was above the middle, or no number. */
  RELAPSED("relapsed"),
  /** It crossed the middle, and did not learn by the end. */
  BETWEEN("between"),
  /** Neither. */
  LATE("late"),
  /** Its loss stopped being a number before it learnt. */
  DIVERGED("diverged");

  private final String label;

  Fate(String label) {
    this.label = label;
  }

  /** The word for it in tables and texts. */
  public String label() {
    return label;
  }
}
