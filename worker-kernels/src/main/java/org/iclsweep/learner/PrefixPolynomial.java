package org.iclsweep.learner;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.task.TaskSpec;

/**
 * The best polynomial of what a sequence has shown, with coefficients that all its states share.
 *
 * <pre>  ŝ_{t+1} = B_t q(A_t) s_t,   q(x) = c_0 + c_1 x + .. + c_{K-1} x^{K-1}  </pre>
 *
 * <p>K steps of gradient descent on Σ_j ½ ‖s_j - Φ s_{j-1}‖², from Φ = 0, are such a polynomial,
 * whatever their rates. The loss is quadratic in the coefficients, so that these are the solution
 * of K linear equations.
 */
interface PrefixPolynomial extends PrefixLearner {

  /** K. */
  int terms();

  /**
   * The coefficients that steps of given rates have.
   *
   * <pre>  q(x) = a_1 + a_2 (1 - a_1 x) + a_3 (1 - a_1 x) (1 - a_2 x) + ..  </pre>
   */
  static List<Double> coefficients(List<Double> rates) {
    double[] sum = new double[rates.size()];
    double[] left = new double[rates.size()];
    left[0] = 1;
    for (double rate : rates) {
      for (int k = sum.length - 1; k >= 0; k--) {
        sum[k] += rate * left[k];
        left[k] -= k > 0 ? rate * left[k - 1] : 0;
      }
    }
    return Arrays.stream(sum).boxed().toList();
  }

  @Override
  default LearnerFit fit(TaskSpec task, long seed) {
    return fit(task, seed, PolynomialFit.TASKS);
  }

  /** The same on so many sequences. */
  default LearnerFit fit(TaskSpec task, long seed, int tasks) {
    return LearnerFit.of(new Rates(PolynomialFit.coefficients(this, task, seed, tasks), List.of()));
  }

  @Override
  default PrefixRule rule(TaskSpec task, LearnerFit fit) {
    return new PolynomialRule(fit.learningRates(), PrefixLearner.dim(task));
  }

  /** Their equations take the time of two answers. */
  @Override
  default double searched() {
    return 2.0 * PolynomialFit.TASKS;
  }

  @Override
  default double operations(int dim, int length) {
    return 2.0 * terms() * dim * dim;
  }
}
