package org.iclsweep.optim;

import java.util.List;

/** Ways to keep a gradient, or parts of it, within a bound. */
public final class GradientClip {

  private GradientClip() {}

  /** Euclidean norm over all elements, summed in double in their order. */
  public static double norm(float[] gradient) {
    return Math.sqrt(squares(gradient, 0, gradient.length, 0));
  }

  private static double norm(float[] gradient, ParameterRange matrix) {
    double sum = 0;
    for (int r = 0; r < matrix.rows(); r++) {
      sum = squares(gradient, matrix.offset() + r * matrix.stride(), matrix.cols(), sum);
    }
    return Math.sqrt(sum);
  }

  private static double squares(float[] gradient, int from, int count, double before) {
    double sum = before;
    for (int k = from; k < from + count; k++) {
      double g = gradient[k];
      sum = Math.fma(g, g, sum);
    }
    return sum;
  }

  /**
   * Scales the gradient, whose norm is {@code norm}, down to {@code bound} if it is longer; 0 means
   * no bound.
   */
  public static void clip(float[] gradient, double norm, double bound) {
    if (bound > 0 && norm > bound) {
      scale(gradient, 0, gradient.length, (float) (bound / norm));
    }
  }

  private static void clip(float[] gradient, ParameterRange matrix, double norm, double bound) {
    if (bound > 0 && norm > bound) {
      for (int r = 0; r < matrix.rows(); r++) {
        int from = matrix.offset() + r * matrix.stride();
        scale(gradient, from, matrix.cols(), (float) (bound / norm));
      }
    }
  }

  private static void scale(float[] gradient, int from, int count, float factor) {
    for (int k = from; k < from + count; k++) {
      gradient[k] *= factor;
    }
  }

  /**
   * Scales each matrix of the gradient on its own down to the norm {@code bound} if it is longer; 0
   * means no bound.
   */
  static void clipMatrices(float[] gradient, List<ParameterRange> matrices, double bound) {
    for (int i = 0; i < matrices.size(); i++) { // an iterator would be allocated in every step
      ParameterRange matrix = matrices.get(i);
      clip(gradient, matrix, norm(gradient, matrix), bound);
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
