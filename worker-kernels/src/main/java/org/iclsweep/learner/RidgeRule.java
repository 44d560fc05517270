package org.iclsweep.learner;

/**
 * B_t (A_t + λ I)⁻¹ s_t by Cholesky's factors.
 *
 * <pre>  A + λ I = L Lᵀ,   L y = s,   Lᵀ x = y  </pre>
 *
 * <p>Not by Commons Math: that makes a matrix of objects for every state, and refuses what is next
 * to singular by a bound that knows no λ. Here squares on the diagonal of L are at least λ, as they
 * are without rounding.
 *
 * <p><b>Error.</b> About the condition of A + λ I times 1e-16, relative.
 *
 * <p><b>Cost.</b> n³/6 + 2 n² multiply-adds, and n²/2 divisions that wait for each other; allocates
 * nothing.
 */
final class RidgeRule implements PrefixRule, PrefixInverse {

  private final double ridge;
  private final int dim;
  private final double[] factor;
  private final double[] solution;

  /**
   * @param ridge λ, positive
   */
  RidgeRule(double ridge, int dim) {
    this.ridge = ridge;
    this.dim = dim;
    factor = new double[dim * dim];
    solution = new double[dim];
  }

  /** Operations in double that a solution takes the time of; divisions are most of it. */
  static double operations(int dim) {
    return dim * dim * (dim / 3.0 + 20);
  }

  @Override
  public void answer(PrefixMoments seen, double[] next) {
    seen.cross(next, preconditioned(seen));
  }

  @Override
  public double[] preconditioned(PrefixMoments seen) {
    return solve(seen.gram(), seen.state());
  }

  /** (A + λ I)⁻¹ x, to be overwritten by the next. */
  double[] solve(double[] gram, double[] x) {
    factorise(gram);
    System.arraycopy(x, 0, solution, 0, dim);
    forward();
    backward();
    return solution;
  }

  private void factorise(double[] gram) {
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < i; j++) {
        factor[i * dim + j] = left(gram[i * dim + j], i, j) / factor[j * dim + j];
      }
      double square = left(gram[i * dim + i] + ridge, i, i);
      factor[i * dim + i] = Math.sqrt(Math.max(square, ridge));
    }
  }

  /** An element of A + λ I less what earlier columns of L make of it. */
  private double left(double element, int i, int j) {
    double sum = element;
    for (int k = 0; k < j; k++) {
      sum = Math.fma(-factor[i * dim + k], factor[j * dim + k], sum);
    }
    return sum;
  }

  private void forward() {
    for (int i = 0; i < dim; i++) {
      double sum = solution[i];
      for (int k = 0; k < i; k++) {
        sum = Math.fma(-factor[i * dim + k], solution[k], sum);
      }
      solution[i] = sum / factor[i * dim + i];
    }
  }

  private void backward() {
    for (int i = dim - 1; i >= 0; i--) {
      double sum = solution[i];
      for (int k = i + 1; k < dim; k++) {
        sum = Math.fma(-factor[k * dim + i], solution[k], sum);
      }
      solution[i] = sum / factor[i * dim + i];
    }
  }
}
