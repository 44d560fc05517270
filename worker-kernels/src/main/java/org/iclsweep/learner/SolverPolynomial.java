package org.iclsweep.learner;

import java.util.Arrays;

/**
 * The polynomial that the steps of a solver are, and how its coefficients depend on them.
 *
 * <pre>
 *   r_0 = x_0 = x_{-1} = 1,   r_k = r_{k-1} - α_k m r_{k-1},   x_k = x_{k-1} + r_k + β_k (x_{k-1} - x_{k-2}),   p = x_K
 * </pre>
 *
 * <p>Polynomials of m are told by coefficients of T_0(2m - 1) .. T_K(2m - 1).
 *
 * <p><b>Shapes.</b> Steps are [2 K]: α_1 .. α_K, β_1 .. β_K; coefficients [K + 1].
 */
final class SolverPolynomial {

  private final int steps;
  private final double[][] residuals;
  private final double[][] times;
  private final double[][] solutions;
  private final double[] back;
  private final double[] turned;

  /**
   * @param steps K
   */
  SolverPolynomial(int steps) {
    this.steps = steps;
    residuals = new double[steps + 1][steps + 1];
    times = new double[steps][steps + 1];
    solutions = new double[steps + 1][steps + 1];
    residuals[0][0] = 1;
    solutions[0][0] = 1;
    back = new double[steps + 1];
    turned = new double[steps + 1];
  }

  /** The coefficients of p; they are overwritten by the next call. */
  double[] of(double[] alphasAndBetas) {
    for (int k = 1; k <= steps; k++) {
      double alpha = alphasAndBetas[k - 1];
      double beta = alphasAndBetas[steps + k - 1];
      double[] last = solutions[k - 1];
      double[] before = solutions[Math.max(k - 2, 0)];
      times(times[k - 1], residuals[k - 1]);
      for (int i = 0; i <= steps; i++) {
        residuals[k][i] = residuals[k - 1][i] - alpha * times[k - 1][i];
        solutions[k][i] = last[i] + residuals[k][i] + beta * (last[i] - before[i]);
      }
    }
    return solutions[steps];
  }

  /**
   * Overwrites {@code out} by the gradient by the steps of which {@link #of} told the coefficients
   * last.
   *
   * @param byCoefficients gradient by these
   */
  void gradient(double[] out, double[] alphasAndBetas, double[] byCoefficients) {
    Arrays.fill(back, 0);
    double share = 1; // dL/dx_k is this times dL/dx_K
    double shareLater = 0;
    for (int k = steps; k >= 1; k--) {
      double alpha = alphasAndBetas[k - 1];
      double beta = alphasAndBetas[steps + k - 1];
      double byAlpha = 0;
      double byBeta = 0;
      for (int i = 0; i <= steps; i++) {
        // forward was x_k = x_{k-1} + r_k + β_k (x_{k-1} - x_{k-2}), r_k = r_{k-1} - α_k m r_{k-1}
        double moved = solutions[k - 1][i] - solutions[Math.max(k - 2, 0)][i];
        back[i] += share * byCoefficients[i];
        byAlpha -= back[i] * times[k - 1][i];
        byBeta += share * byCoefficients[i] * moved;
      }
      out[k - 1] = byAlpha;
      out[steps + k - 1] = byBeta;
      timesTransposed(turned, back);
      for (int i = 0; i <= steps; i++) {
        back[i] -= alpha * turned[i];
      }
      double betaLater = k == steps ? 0 : alphasAndBetas[steps + k];
      double next = (1 + beta) * share - betaLater * shareLater;
      shareLater = share;
      share = next;
    }
  }

  /** m p: m is (1 + z) / 2, and z T_k = (T_{k+1} + T_{k-1}) / 2, but z T_0 = T_1. */
  private void times(double[] out, double[] p) {
    for (int k = 0; k <= steps; k++) {
      double above = k < steps ? p[k + 1] / 2 : 0;
      double below = k == 0 ? 0 : k == 1 ? p[0] : p[k - 1] / 2;
      out[k] = (p[k] + above + below) / 2;
    }
  }

  private void timesTransposed(double[] out, double[] p) {
    for (int k = 0; k <= steps; k++) {
      double above = k == steps ? 0 : k == 0 ? p[1] : p[k + 1] / 2;
      double below = k == 0 ? 0 : p[k - 1] / 2;
      out[k] = (p[k] + above + below) / 2;
    }
  }
}
