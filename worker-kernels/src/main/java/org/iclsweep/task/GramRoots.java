package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;

/**
 * Contexts of normal inputs by as few pairs as an input has features: pairs whose sums of products
 * have the law of a whole context's.
 *
 * <pre>
 *   Σ_{s=1..N} x_s x_sᵀ  =  M T Tᵀ Mᵀ  in law,   x_s = M z_s,  z_s ~ N(0, a² I)
 *   T lower triangular,  T[i,i]² ~ a² χ²_{N-i}  (i from 0),   T[i,j] ~ N(0, a²)
 * </pre>
 *
 * <p>Pair j is column j of M T and its label. Labels are linear in inputs, so that Σ y x and Σ y²
 * have the law of the context's, too. Teacher and query are drawn as ever.
 *
 * @param task whose contexts they stand for
 * @see <a href="https://doi.org/10.1017/S0370164600024093">Bartlett (1934), The vector
 *     representation of a sample</a>
 */
public record GramRoots(LinearRegression task) {

  /** What a factor of a χ² draw is worth of a normal draw, as measured. */
  private static final double FACTOR = 0.3;

  public GramRoots {
    refuse(task.inputs().law() != InputLaw.NORMAL, "inputs are not normal");
    refuse(task.inputs().normalised(), "inputs are divided by the norm of a context's");
    refuse(task.noise() > 0, "labels have noise");
    refuse(task.distractors() > 0, "some labels do not come from inputs");
    refuse(!task.features().areInputs(), "labels are not linear in inputs");
    requireContext(task.context(), task.dim());
  }

  private static void refuse(boolean obstacle, String reason) {
    if (obstacle) {
      throw new IllegalArgumentException(
          "sums of normal inputs and their labels over the context are drawn, but " + reason);
    }
  }

  /** Of a family, if it is one that has them. */
  public static GramRoots of(TaskSpec task) {
    if (task instanceof LinearRegression regression) {
      return new GramRoots(regression);
    }
    throw new IllegalArgumentException(
        "sums over the context are drawn of linear regression, but the task is " + task);
  }

  /** Refuses contexts whose sums have another law: fewer inputs than features. */
  public static void requireContext(int context, int dim) {
    if (context < dim) {
      throw new IllegalArgumentException(
          "the Gram matrix of "
              + context
              + (context == 1 ? " input" : " inputs")
              + " of "
              + dim
              + " features has no inverse, and is not drawn so");
    }
  }

  /** The pairs and the query, as a family of tasks. */
  public LinearRegression pairs() {
    return task.withContext(task.dim());
  }

  /**
   * A sampler of such pairs.
   *
   * @param block of {@link #pairs}' shape
   */
  public TaskSampler sampler(TaskBlock block) {
    return new LinearRegressionSampler(
        pairs(),
        block,
        (context, query) ->
            new BartlettInputs(task.context(), (float) task.inputs().scale(), context, query));
  }

  /** Numbers that a task takes to draw, as {@link TaskSpec#draws}. */
  public double draws() {
    double dim = task.dim();
    double factors = dim * (2.0 * task.context() - dim + 1) / 4;
    return 2 * dim + dim * dim / 2 + FACTOR * factors;
  }

  /** Floats of all lanes that drawing takes. */
  public double floats() {
    double dim = task.dim();
    return LaneMatrix.LANES * (3 * (dim + 1) * (dim + 1) + dim * dim);
  }
}
