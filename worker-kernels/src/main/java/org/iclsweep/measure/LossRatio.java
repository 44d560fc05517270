package org.iclsweep.measure;

/**
 * How the mean loss of one predictor compares with that of another on the same tasks.
 *
 * <pre>
 *   r = Σ a_i / Σ b_i,   standard error² = Σ (a_i - r b_i)² / (n (n - 1)) / (Σ b_i / n)²
 * </pre>
 *
 * @param ratio r
 * @param standardError of r, to first order; 0 of one task
 */
public record LossRatio(double ratio, double standardError) {

  /**
   * Of the losses of two predictors, task by task.
   *
   * @param losses a
   * @param others b, of the same tasks
   */
  public static LossRatio of(double[] losses, double[] others) {
    double sum = 0;
    double otherSum = 0;
    for (int task = 0; task < losses.length; task++) {
      sum += losses[task];
      otherSum += others[task];
    }
    double ratio = sum / otherSum;
    double squares = 0;
    for (int task = 0; task < losses.length; task++) {
      double apart = losses[task] - ratio * others[task];
      squares = Math.fma(apart, apart, squares);
    }
    double n = losses.length;
    double error = n > 1 ? Math.sqrt(squares / (n * (n - 1))) / (otherSum / n) : 0;
    return new LossRatio(ratio, error);
  }
}
