package org.iclsweep.learner;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TokenLayout;

/**
 * Eigenvalues of the Gram matrices of many contexts, in double: all that gradient descent and GD++
 * can see of the inputs.
 *
 * <pre>  G = X Xᵀ = Σ_i x_i x_iᵀ  </pre>
 *
 * <p>Not through Breeze: its vectorised BLAS sums in an order that depends on the register's width.
 */
public final class ContextSpectrum {

  private final int dim;
  private final int context;
  private final double[] eigenvalues;

  /**
   * @param dim d, eigenvalues of a task
   * @param context N
   * @param eigenvalues those of all tasks, one task after another, the largest of each first
   */
  ContextSpectrum(int dim, int context, double[] eigenvalues) {
    this.dim = dim;
    this.context = context;
    this.eigenvalues = eigenvalues;
  }

  /** The spectrum of tasks 0 to {@code tasks - 1} of a stream. */
  public static ContextSpectrum of(InContext spec, Stream stream, long seed, int tasks) {
    TaskBlock block = new TaskBlock(spec.laidOut(TokenLayout.CONCATENATED));
    TaskSampler sampler = spec.sampler(block);
    int dim = spec.inputDim();
    double[] all = new double[tasks * dim];
    for (int first = 0; first < tasks; first += LaneMatrix.LANES) {
      sampler.draw(seed, stream, 0, first);
      for (int lane = 0; lane < Math.min(LaneMatrix.LANES, tasks - first); lane++) {
        double[] one = eigenvalues(block.contextInputs(), lane);
        System.arraycopy(one, 0, all, (first + lane) * dim, dim);
      }
    }
    return new ContextSpectrum(dim, spec.context(), all);
  }

  private static double[] eigenvalues(LaneMatrix inputs, int lane) {
    int dim = inputs.cols();
    double[][] gram = new double[dim][dim];
    for (int s = 0; s < inputs.rows(); s++) {
      for (int i = 0; i < dim; i++) {
        for (int j = 0; j < dim; j++) {
          gram[i][j] =
              Math.fma((double) inputs.get(s, i, lane), inputs.get(s, j, lane), gram[i][j]);
        }
      }
    }
    double[] ascending =
        new EigenDecomposition(new Array2DRowRealMatrix(gram, false)).getRealEigenvalues();
    Arrays.sort(ascending);
    double[] descending = new double[dim];
    Arrays.setAll(descending, i -> ascending[dim - 1 - i]);
    return descending;
  }

  public int tasks() {
    return eigenvalues.length / dim;
  }

  /** Of all tasks, one task after another, the largest of each first; not to be written to. */
  double[] eigenvalues() {
    return eigenvalues;
  }

  /** The largest eigenvalue of a task. */
  public double largest(int task) {
    return eigenvalues[task * dim];
  }

  /** The smallest eigenvalue of a task; where N is less than d, of those that need not be 0. */
  public double smallest(int task) {
    return eigenvalues[task * dim + Math.min(dim, context) - 1];
  }

  /**
   * How badly a task is conditioned once GD++ has moved its inputs by γ: the condition number of
   * its G, whose eigenvalues become f.
   *
   * <pre>  f(λ, γ) = λ (1 - γ λ)²,   κ = max_i f(λ_i, γ) / min_i f(λ_i, γ)  </pre>
   *
   * <p>i runs over the min(N, d) largest eigenvalues; the others are 0, and nothing is learnt
   * there.
   */
  public double condition(int task, double gamma) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < Math.min(dim, context); i++) {
      double moved = transformed(eigenvalues[task * dim + i], gamma);
      least = Math.min(least, moved);
      most = Math.max(most, moved);
    }
    return most / least;
  }

  /** f(λ, γ) = λ (1 - γ λ)², what GD++ makes of an eigenvalue. */
  public static double transformed(double eigenvalue, double gamma) {
    double left = 1 - gamma * eigenvalue;
    return eigenvalue * left * left;
  }

  /** Mean over tasks of the trace of G: an upper bound of the mean largest eigenvalue. */
  double meanTrace() {
    double sum = 0;
    for (double eigenvalue : eigenvalues) {
      sum += eigenvalue;
    }
    return sum / tasks();
  }
}
