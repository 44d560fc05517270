package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.require;

import org.iclsweep.spec.Labelled;

/** The law of an input, before any scale: of its features, drawn independently, or of its norm. */
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
  MIXTURE,
  /** Uniform on the sphere of radius 1. */
  SPHERE,
  /** Uniform in direction; the squared norm is a draw from a gamma distribution. */
  GAMMA_RADIUS;

  /** The norm of fewer normal draws may be 0 in single precision. */
  private static final int LEAST_DIM = 3;

  /** Refuses inputs of too few features for a direction to be drawn. */
  public static void requireDim(InputLaw law, int dim) {
    boolean radial = law == SPHERE || law == GAMMA_RADIUS;
    require(
        !radial || dim >= LEAST_DIM,
        "dim",
        dim,
        "at least "
            + LEAST_DIM
            + " for "
            + law.label()
            + " inputs: fewer normal draws may all be 0, without a direction");
  }
}
