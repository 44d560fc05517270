package org.iclsweep.weights;

import java.util.Locale;

/** The part that a head plays. */
public enum HeadRole {
  /** The construction's: inputs in keys and queries, the label in the value. */
  DESCENT,
  /** Label in the keys and inputs in the values, by the signs of {@link RoleSwap}. */
  SWAPPED,
  /** It adds next to nothing. */
  IDLE,
  /** None of these. */
  OTHER;

  /** As it stands in a table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
