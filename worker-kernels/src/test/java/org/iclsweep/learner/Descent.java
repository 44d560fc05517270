package org.iclsweep.learner;

import static org.iclsweep.learner.AttentionMatrices.matrix;

/** Gradient descent on a context, straight from its definition. */
final class Descent {

  private Descent() {}

  /**
   * Weights after so many steps on (1/2N) Σ ‖W x_i - y_i‖².
   *
   * @param inputs N rows, and the query, which is left alone
   * @param labels N rows at least
   * @param initial W_0, a row an output
   * @param rate η
   */
  static double[][] weights(
      double[][] inputs, double[][] labels, double[][] initial, int steps, double rate) {
    int context = inputs.length - 1;
    double[][] weights = initial;
    for (int step = 0; step < steps; step++) {
      double[][] old = weights;
      double[][] errors =
          matrix(
              context,
              initial.length,
              (s, o) -> AttentionMatrices.dot(old[o], inputs[s]) - labels[s][o]);
      weights =
          matrix(
              initial.length,
              initial[0].length,
              (o, i) -> {
                double gradient = 0;
                for (int s = 0; s < context; s++) {
                  gradient += errors[s][o] * inputs[s][i] / context;
                }
                return old[o][i] - rate * gradient;
              });
    }
    return weights;
  }
}
