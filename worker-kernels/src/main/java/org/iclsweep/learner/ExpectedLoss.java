package org.iclsweep.learner;

import java.util.List;
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
    NormalRegression known = NormalRegression.of(task, "an expected loss", Beside.LIKE_FLAT);
    return new ExpectedLoss(known, ClassSLoss.blocks(known.spectrum(), depth).spectrum());
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
