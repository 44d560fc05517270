package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.spec.Labelled;

/** What a perceptron's hidden layer does to each of its sums. */
public enum Nonlinearity implements Labelled {
  /**
   * The Gaussian error linear unit in its tanh form.
   *
   * <pre>  f(x) = x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))  </pre>
   *
   * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel (2016), section 2</a>
   */
  GELU,
  /** {@code f(x) = max(x, 0)}. */
  RELU;

  /** Overwrites {@code slope}, where the sums lie, by f' and {@code out} by f of them. */
  void apply(LaneKernels kernels, LaneMatrix out, LaneMatrix slope) {
    switch (this) {
      case GELU -> kernels.gelu(out, slope, slope);
      case RELU -> kernels.relu(out, slope, slope);
    }
  }
}
