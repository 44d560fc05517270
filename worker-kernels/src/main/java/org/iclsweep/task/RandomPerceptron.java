package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;

/**
 * A perceptron with one hidden layer and random weights that stay: PyTorch's linear layers as they
 * start.
 *
 * <pre>
 *   φ(x) = W₂ max(0, W₁ x + b₁) + b₂
 *   W₁, b₁ ~ U(-1/√d, 1/√d),   W₂, b₂ ~ U(-1/√r, 1/√r),   in this order from one stream
 * </pre>
 *
 * <p><b>Shapes</b>: d features, r units.
 *
 * @param inner W₁ [r, d]
 * @param innerBias b₁ [1, r]
 * @param outer W₂ [d, r]
 * @param outerBias b₂ [1, d]
 * @see <a
 *     href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html">torch.nn.Linear</a>
 */
public record RandomPerceptron(
    SharedMatrix inner, SharedMatrix innerBias, SharedMatrix outer, SharedMatrix outerBias) {

  static RandomPerceptron of(int dim, int units, long seed) {
    int[] state = new int[LaneKernels.STATE_WORDS];
    Lanes.kernels().seed(state, seed, Stream.TEACHER.number(), 0, 0);
    // arguments are drawn from left to right
    return new RandomPerceptron(
        uniform(state, units, dim, dim),
        uniform(state, 1, units, dim),
        uniform(state, dim, units, units),
        uniform(state, 1, dim, units));
  }

  private static SharedMatrix uniform(int[] state, int rows, int cols, int fanIn) {
    LaneMatrix draws = LaneMatrix.zeros(rows, cols);
    Lanes.kernels().fillUniform(draws, state, (float) (1 / Math.sqrt(fanIn)));
    return SharedMatrix.ofFirst(draws);
  }

  /**
   * Writes φ of every input of every task.
   *
   * <p><b>Shapes</b> (T inputs): out and x [T, d, 16].
   *
   * <p><b>Cost.</b> 2 T d r fused multiply-adds a task.
   */
  Operation write(LaneMatrix out, LaneMatrix x) {
    LaneKernels kernels = Lanes.kernels();
    LaneMatrix hidden = LaneMatrix.zeros(x.rows(), inner.rows());
    LaneMatrix sums = LaneMatrix.zeros(x.rows(), inner.rows());
    return Operation.inOrder(
        kernels.product(sums, inner, x, innerBias),
        () -> kernels.relu(hidden, sums, sums),
        kernels.product(out, outer, hidden, outerBias));
  }

  /** φ(x), in double. */
  public double[] of(double[] x) {
    double[] sums = affine(inner, innerBias, x);
    for (int k = 0; k < sums.length; k++) {
      sums[k] = Math.max(0, sums[k]);
    }
    return affine(outer, outerBias, sums);
  }

  /** ∂⟨w, φ(x)⟩/∂x, in double; a unit at 0 counts as one below. */
  public double[] gradient(double[] x, double[] w) {
    double[] sums = affine(inner, innerBias, x);
    double[] gradient = new double[x.length];
    for (int k = 0; k < sums.length; k++) {
      double unit = 0;
      for (int i = 0; i < w.length && sums[k] > 0; i++) {
        unit += w[i] * outer.get(i, k);
      }
      for (int j = 0; j < x.length; j++) {
        gradient[j] += unit * inner.get(k, j);
      }
    }
    return gradient;
  }

  private static double[] affine(SharedMatrix map, SharedMatrix bias, double[] x) {
    double[] sums = new double[map.rows()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = bias.get(0, i);
      for (int j = 0; j < x.length; j++) {
        sums[i] += (double) map.get(i, j) * x[j];
      }
    }
    return sums;
  }
}
