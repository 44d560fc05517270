package org.iclsweep.measure;

import org.iclsweep.spec.Labelled;

/** What became of a run that is held against a learner; each run has one. */
public enum Fate implements Labelled {
  /** Its loss came to the learner's and stayed. */
  LEARNT,
  /** It learnt, and later its loss was above the middle, or no number. */
  RELAPSED,
  /** It crossed the middle, and did not learn by the end. */
  BETWEEN,
  /** Neither. */
  LATE,
  /** Its loss stopped being a number before it learnt. */
  DIVERGED
}
