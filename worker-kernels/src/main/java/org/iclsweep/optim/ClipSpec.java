package org.iclsweep.optim;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.spec.Labelled;

/**
 * How gradients are clipped before a step, as data.
 *
 * @param kind what is held within the bound
 * @param bound on it; 0 means none
 */
public record ClipSpec(Kind kind, double bound) implements Serializable {

  /** What is held within a bound. */
  public enum Kind implements Labelled {
    /**
     * The norm over all parameters, as <a href="https://arxiv.org/abs/2212.07677">von Oswald et al.
     * (2022)</a> do.
     */
    GLOBAL_NORM,
    /**
     * The norm of each weight matrix on its own, attention's with all heads of a layer, as <a
     * href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023)</a> do.
     */
    MATRIX_NORM,
    /**
     * The absolute value of each element, as <a href="https://arxiv.org/abs/2309.05858">von Oswald
     * et al. (2023)</a> do.
     */
    VALUE,
    /** The norm of each weight matrix on its own, attention's head by head. */
    HEAD_MATRIX_NORM
  }

  public ClipSpec {
    if (!(bound >= 0)) {
      throw new IllegalArgumentException("bound is " + bound + ", must be positive, or 0 for none");
    }
  }

  /** Whether each head has matrices of its own. */
  public boolean ofHeads() {
    return kind == Kind.HEAD_MATRIX_NORM;
  }

  /**
   * Clips a gradient in place.
   *
   * @param norm of the whole gradient, by {@link GradientClip#norm}
   * @param matrices where each matrix of parameters lies, of each head its own if {@link #ofHeads}
   */
  public void clip(float[] gradient, double norm, List<ParameterRange> matrices) {
    switch (kind) {
      case GLOBAL_NORM -> GradientClip.clip(gradient, norm, bound);
      case MATRIX_NORM, HEAD_MATRIX_NORM -> GradientClip.clipMatrices(gradient, matrices, bound);
      case VALUE -> GradientClip.clipValues(gradient, bound);
    }
  }
}
