package org.iclsweep.trial;

import org.iclsweep.spec.Labelled;

/** At which steps of a training something is measured that costs more than a loss. */
public enum When implements Labelled {
  /** At every point of the curve. */
  EVERY,
  /** Of the final weights alone. */
  LAST
}
