package org.iclsweep.model;

import org.iclsweep.spec.Labelled;

/** Which features of a token attention updates. */
public enum Update implements Labelled {
  /** All features. */
  TOKEN,
  /** The label feature alone; inputs stay what they are, as in plain gradient descent. */
  LABEL
}
