package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.measure.Loss;

/**
 * The loss of gradient descent and GD++, expected over teacher and query in closed form: an oracle
 * that runs no layer.
 *
 * <pre>
 *   λ the eigenvalues of a context's G = X Xᵀ;  r = t = 1
 *   each layer:  r ← r (1 - (η_k/N) λ t²),  then  t ← t (1 - γ_k λ t²)
 *   loss = (E x² s² / 2) mean_tasks Σ_i r_i²
 * </pre>
 *
 * <p>r is what is left of a label and t what is left of an input in the direction of an
 * eigenvector. Exact for W_0 = 0, no token clip, no noise, and a teacher (of scale s) and a query
 * whose features are uncorrelated and of equal variance.
 *
 * <p><b>Cost</b> a task: about 8 K d floating-point operations for K layers.
 */
final class EigenRecursion {

  private final ContextSpectrum spectrum;
  private final int dim;
  private final int context;
  private final double scale;

  /**
   * @param spectrum of the contexts that the mean runs over
   * @param context N
   * @param queryVariance E x² of a query's feature
   * @param teacherScale s
   */
  EigenRecursion(ContextSpectrum spectrum, int context, double queryVariance, double teacherScale) {
    this.spectrum = spectrum;
    this.context = context;
    dim = spectrum.eigenvalues().length / spectrum.tasks();
    scale = 0.5 * queryVariance * teacherScale * teacherScale;
  }

  /**
   * Mean loss over the contexts.
   *
   * @param learningRates η of every layer
   * @param gammas γ of every layer; empty for plain gradient descent
   */
  public Loss loss(List<Double> learningRates, List<Double> gammas) {
    double sum = 0;
    double squares = 0;
    for (int task = 0; task < spectrum.tasks(); task++) {
      double loss = scale * residual(task, learningRates, gammas);
      sum += loss;
      squares += loss * loss;
    }
    int n = spectrum.tasks();
    double mean = sum / n;
    double variance = n > 1 ? (squares / n - mean * mean) * n / (n - 1) : 0;
    return new Loss(mean, Math.sqrt(Math.max(variance, 0) / n));
  }

  /** Σ_i r_i² of one context. */
  private double residual(int task, List<Double> learningRates, List<Double> gammas) {
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      double lambda = spectrum.eigenvalues()[task * dim + i];
      double r = 1;
      double t = 1;
      for (int k = 0; k < learningRates.size(); k++) {
        double seen = lambda * t * t;
        r *= 1 - learningRates.get(k) / context * seen;
        t *= gammas.isEmpty() ? 1 : 1 - gammas.get(k) * seen;
      }
      sum += r * r;
    }
    return sum;
  }
}
