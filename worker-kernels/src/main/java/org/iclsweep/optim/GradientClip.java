package org.iclsweep.optim;

import java.util.List;

/** Ways to keep a gradient, or parts of it, within a bound. */
public final class GradientClip {

  private GradientClip() {}

  /** Euclidean norm over all elements, summed in double in their order. */
  public static double norm(float[] gradient) {
    return norm(gradient, 0, gradient.length);
  }

  private static double norm(float[] gradient, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      double g = gradient[k];
      sum = Math.fma(g, g, sum);
    }
    return Math.sqrt(sum);
  }

  /**
   * Scales the gradient, whose norm is {@code norm}, down to {@code bound} if it is longer; 0 means
   * no bound.
   */
  public static void clip(float[] gradient, double norm, double bound) {
    clip(gradient, 0, gradient.length, norm, bound);
  }

  private static void clip(float[] gradient, int from, int to, double norm, double bound) {
    if (bound > 0 && norm > bound) {
      float factor = (float) (bound / norm);
      for (int k = from; k < to; k++) {
        gradient[k] *= factor;
      }
    }
  }

  /**
   * Scales each matrix of the gradient on its own down to the norm {@code bound} if it is longer; 0
   * means no bound.
   */
  static void clipMatrices(float[] gradient, List<ParameterRange> matrices, double bound) {
    for (int i = 0; i < matrices.size(); i++) { // an iterator would be allocated in every step
      int from = matrices.get(i).offset();
      int to = from + matrices.get(i).length();
      clip(gradient, from, to, norm(gradient, from, to), bound);
    }
  }

  /** Brings each element to the nearest in [-bound, bound]; 0 means no bound, NaN stays NaN. */
  static void clipValues(float[] gradient, double bound) {
    if (bound > 0) {
      float most = (float) bound;
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] = Math.max(-most, Math.min(most, gradient[k]));
      }
    }
  }
}
