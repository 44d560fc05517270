package org.iclsweep.refine;

/** Why there is no further round. */
public enum Ending {
  /** Trials of the rounds are missing. */
  INCOMPLETE,
  /** Of no trial it can be told whether the event befell it. */
  UNTOLD,
  /** All of the region has a larger share, so there is no boundary. */
  ABOVE,
  /** All of the region has a smaller share. */
  BELOW,
  /** The part of the region whose side is not known is within the tolerance. */
  FOUND,
  /** Another round would exceed the budget. */
  BUDGET
}
