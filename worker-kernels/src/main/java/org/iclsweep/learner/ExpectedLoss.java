package org.iclsweep.learner;

import java.util.List;
import java.util.Optional;
import org.iclsweep.learner.NormalRegression.Beside;
import org.iclsweep.task.TaskSpec;

/**
 * The loss of gradient descent and GD++ on normal inputs with given rates, expected over contexts,
 * teachers and queries: exact, with all tails, where the mean over any set of tasks is ruled by the
 * few that are in it.
 *
 * <pre>
 *   λ the eigenvalues of a context's X Xᵀ;  r = 1
 *   each layer:  r ← r (1 - (η_l/N) λ),  then  λ ← λ (1 - γ_l λ)²
 *   loss = (variance of inputs) (teacher's scale)² E Σ r² / 2
 * </pre>
 *
 * <p><b>Cost.</b> Once the nodes of a quadrature; then 8 L operations a node.
 */
public final class ExpectedLoss {

  private static final String WHAT = "an expected loss";

  private final NormalRegression task;
  private final Quadrature whitened;

  private ExpectedLoss(NormalRegression task, Quadrature whitened) {
    this.task = task;
    this.whitened = whitened;
  }

  /**
   * Of so many layers on a task.
   *
   * @throws IllegalArgumentException if the task or so many layers are not known
   */
  public static ExpectedLoss of(TaskSpec task, int depth) {
    return of(task, depth, true);
  }

  /**
   * Of so many layers on a task.
   *
   * @param movesInputs whether there may be a γ
   * @throws IllegalArgumentException if the task or so many layers are not known
   */
  public static ExpectedLoss of(TaskSpec task, int depth, boolean movesInputs) {
    NormalRegression known = NormalRegression.of(task, WHAT, Beside.LIKE_FLAT);
    WishartSpectrum spectrum = known.spectrum();
    ClassSLoss loss =
        movesInputs ? ClassSLoss.blocks(spectrum, depth) : ClassSLoss.sparse(spectrum, depth);
    return new ExpectedLoss(known, loss.spectrum());
  }

  /** Why none is known on a task; empty where one is. */
  public static Optional<String> unknown(TaskSpec task) {
    return NormalRegression.unknown(task, WHAT, Beside.LIKE_FLAT);
  }

  /**
   * The loss.
   *
   * @param learningRates η of every layer
   * @param gammas γ of every layer; empty for plain gradient descent
   */
  public double at(List<Double> learningRates, List<Double> gammas) {
    int context = task.context();
    double unit = context * task.variance();
    return task.lossFactor()
        * whitened.integral(
            s -> {
              double lambda = unit * s;
              double r = 1;
              for (int l = 0; l < learningRates.size(); l++) {
                r *= 1 - learningRates.get(l) / context * lambda;
                double left = gammas.isEmpty() ? 1 : 1 - gammas.get(l) * lambda;
                lambda *= left * left;
              }
              return r * r;
            });
  }
}
