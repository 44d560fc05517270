package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** Which parts of a constructed token are used. */
public enum Slots implements Labelled {
  /** (0, s_t, s_t, s_{t-1}). */
  ALL,
  /** (0, 0, s_t, s_{t-1}): what one layer needs. */
  INNER_ZERO
}
