package org.iclsweep.optim;

/** Clipping of a gradient by its global norm over all parameters. */
public final class GradientClip {

  private GradientClip() {}

  /** Euclidean norm over all elements, summed in double in their order. */
  public static double norm(float[] gradient) {
    double sum = 0;
    for (float g : gradient) {
      sum = Math.fma((double) g, (double) g, sum);
    }
    return Math.sqrt(sum);
  }

  /**
   * Scales the gradient, whose norm is {@code norm}, down to {@code bound} if it is longer; 0 means
   * no bound.
   */
  public static void clip(float[] gradient, double norm, double bound) {
    if (bound > 0 && norm > bound) {
      float factor = (float) (bound / norm);
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] *= factor;
      }
    }
  }
}
