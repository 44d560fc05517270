package org.iclsweep.spi;

/** What answers a query, given pairs. Used by one thread at a time. */
@FunctionalInterface
public interface PairLearner {

  /** The step of {@link #differentiate}'s differences, where inputs are of the order of 1. */
  double STEP = 0x1p-17;

  /**
   * Its answer to a task, a function of these alone; none of them may be written to.
   *
   * @param inputs x_1 to x_N: [N][d]
   * @param labels y_1 to y_N: [N]
   * @param query x: [d]
   */
  double answer(double[][] inputs, double[] labels, double[] query);

  /**
   * Writes how its answer depends on the query, ∂ŷ/∂x, all d of it; agreement with models compares
   * that.
   *
   * <pre>  g_i = (ŷ(x + h e_i) - ŷ(x - h e_i)) / 2h,   h = 2^-17 max(1, |x_i|)  </pre>
   *
   * <p><b>Error.</b> About 10^-10 times the third derivative, and 10^-11 of the answer by rounding.
   *
   * <p><b>Cost.</b> 2d answers, which a formula of its own saves.
   *
   * @param query x, as it is again afterwards
   */
  default void differentiate(
      double[][] inputs, double[] labels, double[] query, double[] gradient) {
    for (int i = 0; i < query.length; i++) {
      double x = query[i];
      double step = STEP * Math.max(1, Math.abs(x));
      query[i] = x + step;
      double above = answer(inputs, labels, query);
      query[i] = x - step;
      double below = answer(inputs, labels, query);
      query[i] = x;
      gradient[i] = (above - below) / (2 * step);
    }
  }
}
