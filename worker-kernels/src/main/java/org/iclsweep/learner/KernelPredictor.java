package org.iclsweep.learner;

import org.iclsweep.task.InContext;

/**
 * Kernel smoothing: the mean of the context's labels, weighted by how near their inputs are.
 *
 * <pre>
 *   p_i = exp(-‖x_i - x‖² / 2h²) / Σ_j exp(-‖x_j - x‖² / 2h²)
 *   ŷ = Σ_i p_i y_i,   ∂ŷ/∂x = Σ_i p_i (y_i - ŷ) x_i / h²
 * </pre>
 *
 * <p>It is what one layer of softmax attention with scores x_i·x / h² computes, if all inputs are
 * equally long. In double; the exponential is that of {@link StrictMath}, whose bits are specified.
 *
 * @see <a href="https://doi.org/10.1137/1109020">Nadaraya (1964)</a>; Watson (1964), "Smooth
 *     regression analysis", Sankhyā A 26, 359-372
 */
final class KernelPredictor extends TaskByTask {

  private final double[] weights;
  private double inverseSquare;

  /** With bandwidth h. */
  KernelPredictor(InContext task, double bandwidth) {
    super(task);
    weights = new double[context];
    setBandwidth(bandwidth);
  }

  void setBandwidth(double bandwidth) {
    inverseSquare = 1 / (bandwidth * bandwidth);
  }

  @Override
  double answer(int lane) {
    weigh(lane);
    double sum = 0;
    for (int s = 0; s < context; s++) {
      sum = Math.fma(weights[s], label(s, lane), sum);
    }
    return sum;
  }

  @Override
  void differentiate(int lane, double[] gradient) {
    double mean = answer(lane);
    for (int i = 0; i < dim; i++) {
      double sum = 0;
      for (int s = 0; s < context; s++) {
        sum = Math.fma(weights[s] * (label(s, lane) - mean), input(s, i, lane), sum);
      }
      gradient[i] = sum * inverseSquare;
    }
  }

  /** The normed weights of one task. */
  private void weigh(int lane) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int s = 0; s < context; s++) {
      weights[s] = squaredDistance(s, lane);
      nearest = Math.min(nearest, weights[s]);
    }
    double sum = 0;
    for (int s = 0; s < context; s++) {
      // relative to the nearest input, so that at least one weight does not underflow
      weights[s] = StrictMath.exp((nearest - weights[s]) * inverseSquare / 2);
      sum += weights[s];
    }
    for (int s = 0; s < context; s++) {
      weights[s] /= sum;
    }
  }

  private double squaredDistance(int s, int lane) {
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      double difference = input(s, i, lane) - query(i, lane);
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }
}
