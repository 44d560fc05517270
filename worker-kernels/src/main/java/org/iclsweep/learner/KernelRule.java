package org.iclsweep.learner;

import java.util.Arrays;

/**
 * A mean of states, weighted by the softmax of what those before them have in common with the last.
 *
 * <pre>  Σ_j p_j s_{j+1},   p_j = exp(β ⟨s_j, s_t⟩) / Σ_i exp(β ⟨s_i, s_t⟩)  </pre>
 *
 * <p>0 where nothing has been seen. The exponential is that of {@link StrictMath}, whose bits are
 * specified.
 */
final class KernelRule implements PrefixRule {

  private final double beta;
  private final double[] weights;

  /**
   * @param length states of a sequence
   */
  KernelRule(double beta, int length) {
    this.beta = beta;
    weights = new double[length];
  }

  @Override
  public void answer(PrefixMoments seen, double[] next) {
    double most = weigh(seen);
    double sum = 0;
    Arrays.fill(next, 0);
    for (int j = 0; j < seen.pairs(); j++) {
      // relative to the largest, so that at least one weight does not underflow
      double weight = StrictMath.exp(weights[j] - most);
      sum += weight;
      double[] followed = seen.state(j + 1);
      for (int i = 0; i < next.length; i++) {
        next[i] = Math.fma(weight, followed[i], next[i]);
      }
    }
    for (int i = 0; i < next.length && sum > 0; i++) {
      next[i] /= sum;
    }
  }

  /** Scores of all pairs; returns the largest. */
  private double weigh(PrefixMoments seen) {
    double[] state = seen.state();
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < seen.pairs(); j++) {
      double sum = 0;
      double[] past = seen.state(j);
      for (int i = 0; i < state.length; i++) {
        sum = Math.fma(past[i], state[i], sum);
      }
      weights[j] = beta * sum;
      most = Math.max(most, weights[j]);
    }
    return most;
  }
}
