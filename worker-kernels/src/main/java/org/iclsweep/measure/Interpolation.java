package org.iclsweep.measure;

import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;

/**
 * The mean of two one-head layers' weight products, after correction of the scale that a product is
 * free in.
 *
 * <pre>
 *   β = mean of the first d diagonal entries of A;   A ← A / β,  B ← B β   (sign included)
 *   A' = (A + A_learner) / 2,  B' = (B + B_learner) / 2
 * </pre>
 *
 * @param keyQuery A'
 * @param valueProjection B'
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 3</a>
 */
public record Interpolation(SharedMatrix keyQuery, SharedMatrix valueProjection) {

  /** Between a trained layer and a learner's, whose A has ones on its input diagonal. */
  public static Interpolation between(AttentionWeights trained, AttentionWeights learner) {
    double beta = inputDiagonalMean(trained.keyQuery(0));
    return new Interpolation(
        mean(trained.keyQuery(0), 1 / beta, learner.keyQuery(0)),
        mean(trained.valueProjection(0), beta, learner.valueProjection(0)));
  }

  private static double inputDiagonalMean(SharedMatrix keyQuery) {
    double sum = 0;
    for (int k = 0; k < keyQuery.rows() - 1; k++) {
      sum += keyQuery.get(k, k);
    }
    return sum / (keyQuery.rows() - 1);
  }

  private static SharedMatrix mean(SharedMatrix trained, double factor, SharedMatrix learner) {
    SharedMatrix mean = SharedMatrix.zeros(trained.rows(), trained.cols());
    for (int r = 0; r < mean.rows(); r++) {
      for (int c = 0; c < mean.cols(); c++) {
        mean.set(r, c, (float) ((factor * trained.get(r, c) + learner.get(r, c)) / 2));
      }
    }
    return mean;
  }
}
