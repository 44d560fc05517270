package org.iclsweep.trial;

import org.iclsweep.spec.Labelled;

/** The part that a head plays. */
public enum HeadRole implements Labelled {
  /** The construction's: inputs in keys and queries, the label in the value. */
  DESCENT,
  /** Label in the keys and inputs in the values, by the signs of {@link RoleSwap}. */
  SWAPPED,
  /** It adds next to nothing. */
  IDLE,
  /** None of these. */
  OTHER
}
