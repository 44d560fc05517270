package org.iclsweep.learner;

import static org.iclsweep.spec.Requirements.positive;

import java.io.Serializable;
import org.iclsweep.spec.Labelled;

/**
 * Inputs of a sequence as ridge regression on those before them weighs them.
 *
 * <pre>  p_t = (Σ_{j<t} x_j x_jᵀ + λ I)⁻¹ x_t  </pre>
 *
 * <p>The input itself is not among those of the sum.
 *
 * @param solver what the equations are solved by
 * @param values of the steps of the learned one
 * @param ridge λ
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), proposition 2</a>
 */
public record Preconditioner(Solver solver, SolverValues values, double ridge)
    implements Serializable {

  /** What equations are solved by. */
  public enum Solver implements Labelled {
    /**
     * Six published steps of second order, as the authors' probes have them: {@link SolverRule}.
     */
    SECOND_ORDER,
    /** Cholesky's factors: {@link RidgeRule}. */
    EXACT
  }

  private static final int STEPS = 6;

  public Preconditioner {
    positive("ridge", ridge);
  }

  /**
   * Of every input of a sequence.
   *
   * @param inputs x, [T, d]
   * @return p, [T, d]
   */
  public double[][] of(double[][] inputs) {
    int dim = inputs[0].length;
    PrefixInverse inverse = inverse(dim);
    PrefixMoments seen = new PrefixMoments(inputs.length, dim, NewestPair.USED);
    seen.read(inputs);
    double[][] preconditioned = new double[inputs.length][];
    for (int t = 0; t < inputs.length; t++) {
      seen.next();
      preconditioned[t] = inverse.preconditioned(seen).clone();
    }
    return preconditioned;
  }

  private PrefixInverse inverse(int dim) {
    return switch (solver) {
      case SECOND_ORDER -> new SolverRule(values.alphas(STEPS), values.betas(STEPS), ridge, dim);
      case EXACT -> new RidgeRule(ridge, dim);
    };
  }

  /** Operations in double of a sequence of {@code length} inputs of {@code dim} features. */
  public double operations(int dim, int length) {
    double square = (double) dim * dim;
    return length * (4 * square + (solver == Solver.EXACT ? dim / 3.0 + 4 : 2.0 * STEPS) * square);
  }
}
