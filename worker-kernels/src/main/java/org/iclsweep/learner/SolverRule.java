package org.iclsweep.learner;

import java.util.List;

/**
 * B_t x of the x to which some steps with momentum come that solve (A_t + λ I) x = s_t.
 *
 * <pre>
 *   A' = (A_t + λ I) / ‖A_t + λ I‖_F,   x_0 = x_{-1} = r_0 = s_t
 *   r_k = r_{k-1} - α_k A' r_{k-1},     x_k = x_{k-1} + r_k + β_k (x_{k-1} - x_{k-2}),   x = x_K / ‖A_t + λ I‖_F
 * </pre>
 *
 * <p>The authors keep matrices in the place of r and x and multiply at the end; all are polynomials
 * of A', so these are the same in real numbers. It is not Chebyshev's iteration: r is no residual
 * of x.
 *
 * @see <a href="https://github.com/mtavit/transformers_mesa_optimization_paper">the code of von
 *     Oswald et al. (2023)</a>
 */
final class SolverRule implements PrefixRule, PrefixInverse {

  private final List<Double> alphas;
  private final List<Double> betas;
  private final double ridge;
  private final double[] term;
  private final double[] product;
  private final double[] solution;
  private final double[] before;

  /**
   * @param alphas α of each step
   * @param betas β of each step
   * @param ridge λ
   */
  SolverRule(List<Double> alphas, List<Double> betas, double ridge, int dim) {
    this.alphas = List.copyOf(alphas);
    this.betas = List.copyOf(betas);
    this.ridge = ridge;
    term = new double[dim];
    product = new double[dim];
    solution = new double[dim];
    before = new double[dim];
  }

  @Override
  public void answer(PrefixMoments seen, double[] next) {
    seen.cross(next, preconditioned(seen));
  }

  @Override
  public double[] preconditioned(PrefixMoments seen) {
    double norm = seen.gramNorm(ridge);
    for (int i = 0; i < term.length; i++) {
      term[i] = seen.state()[i];
      solution[i] = term[i];
      before[i] = term[i];
    }
    for (int k = 0; k < alphas.size(); k++) {
      step(seen, alphas.get(k) / norm, betas.get(k));
    }
    for (int i = 0; i < solution.length; i++) {
      solution[i] /= norm;
    }
    return solution;
  }

  private void step(PrefixMoments seen, double alpha, double beta) {
    seen.gram(product, term);
    for (int i = 0; i < term.length; i++) {
      term[i] -= alpha * Math.fma(ridge, term[i], product[i]);
      double further = solution[i] + term[i] + beta * (solution[i] - before[i]);
      before[i] = solution[i];
      solution[i] = further;
    }
  }
}
