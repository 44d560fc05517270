package org.iclsweep.measure;

/** The moment at which a training curve leaves its plateau. */
public final class Transition {

  private Transition() {}

  /**
   * The step at which a loss first falls to {@code level}, linear between the two points around it;
   * NaN points are passed over.
   *
   * @param steps ascending
   * @param losses at those steps
   * @return {@code null} if it never does; the first step if it starts there
   */
  public static Double step(int[] steps, double[] losses, double level) {
    for (int k = 0; k < steps.length; k++) {
      if (losses[k] <= level) {
        if (k == 0 || !(losses[k - 1] > level)) {
          return (double) steps[k];
        }
        double part = (losses[k - 1] - level) / (losses[k - 1] - losses[k]);
        return steps[k - 1] + part * (steps[k] - steps[k - 1]);
      }
    }
    return null;
  }
}
