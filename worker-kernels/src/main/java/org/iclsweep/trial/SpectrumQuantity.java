package org.iclsweep.trial;

import org.iclsweep.spec.Labelled;

/** What is measured of the Gram matrix X Xᵀ of a context. */
public enum SpectrumQuantity implements Labelled {
  /** Its largest eigenvalue. */
  LARGEST,
  /** Its smallest eigenvalue; where N is less than d, of those that need not be 0. */
  SMALLEST,
  /** Its condition number, once GD++ has moved the inputs by γ. */
  CONDITION_NUMBER
}
