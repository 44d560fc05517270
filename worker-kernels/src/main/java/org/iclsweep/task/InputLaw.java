package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** The law of one input's features, drawn independently, before any scale. */
public enum InputLaw implements Labelled {
  /** U(-1, 1). */
  UNIFORM,
  /** N(0, 1). */
  NORMAL,
  /** Exponential with rate 1: mean 1, so not centred. */
  EXPONENTIAL,
  /** Laplace(0, 1): density e^-|x| / 2, variance 2. */
  LAPLACE,
  /** For each task one of exponential, normal and Laplace, with probability 1/3 each. */
  MIXTURE
}
