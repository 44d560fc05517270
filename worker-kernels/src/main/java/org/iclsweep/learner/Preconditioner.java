package org.iclsweep.learner;

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
 * @param steps of the learned one, whose λ is that of either
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), proposition 2</a>
 */
public record Preconditioner(Solver solver, SolverSpec steps) implements Serializable {

  /** What equations are solved by. */
  public enum Solver implements Labelled {
    /** Learned steps of second order, as the authors' probes have them: {@link SolverRule}. */
    SECOND_ORDER,
    /** Cholesky's factors: {@link RidgeRule}. */
    EXACT
  }

  private static final int PUBLISHED_STEPS = 6;

  /** By the exact inverse. */
  public static Preconditioner exact(double ridge) {
    return new Preconditioner(Solver.EXACT, published(ridge, SolverValues.ORTHOGONAL));
  }

  /** By six published steps. */
  public static Preconditioner learned(SolverValues values, double ridge) {
    return new Preconditioner(Solver.SECOND_ORDER, published(ridge, values));
  }

  private static SolverSpec published(double ridge, SolverValues values) {
    return new SolverSpec(values, PUBLISHED_STEPS, ridge);
  }

  /** Whether it is by steps that have to be fitted first. */
  public boolean isFitted() {
    return solver == Solver.SECOND_ORDER && steps.values().areFitted();
  }

  /** The values of its steps where they are not fitted. */
  public LearnerFit stored() {
    return steps.stored();
  }

  /**
   * Of every input of a sequence.
   *
   * @param inputs x, [T, d]
   * @param values of its steps, as {@link SecondOrder} fits them, or those that are stored
   * @return p, [T, d]
   */
  public double[][] of(double[][] inputs, LearnerFit values) {
    int dim = inputs[0].length;
    PrefixInverse inverse = inverse(dim, values);
    PrefixMoments seen = new PrefixMoments(inputs.length, dim, NewestPair.USED);
    seen.read(inputs);
    double[][] preconditioned = new double[inputs.length][];
    for (int t = 0; t < inputs.length; t++) {
      seen.next();
      preconditioned[t] = inverse.preconditioned(seen).clone();
    }
    return preconditioned;
  }

  private PrefixInverse inverse(int dim, LearnerFit values) {
    return switch (solver) {
      case SECOND_ORDER ->
          new SolverRule(values.learningRates(), values.gammas(), steps.ridge(), dim);
      case EXACT -> new RidgeRule(steps.ridge(), dim);
    };
  }

  /** Operations in double of a sequence of {@code length} inputs of {@code dim} features. */
  public double operations(int dim, int length) {
    double square = (double) dim * dim;
    double solved =
        solver == Solver.EXACT ? RidgeRule.operations(dim) : 2.0 * steps.steps() * square;
    return length * (4 * square + solved);
  }
}
