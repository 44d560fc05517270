package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;

/**
 * A linear map of each token to its answer, without a bias.
 *
 * <pre>  y_t = Wᵀ e_t  </pre>
 *
 * <p><b>Shapes</b> (T tokens of width m, answers of p features): e [T, m, 16]; y [T, p, 16]; W [m,
 * p].
 *
 * <p><b>Writes.</b> Forward overwrites y; backward adds to the weights' sums and overwrites de.
 *
 * <p><b>Cost.</b> T m p fused multiply-adds a task forward, twice that backward.
 */
public final class LinearReadOut extends OperationLayer {

  private final Passes passes;

  public LinearReadOut(DenseWeights weights, Activation in, Activation out) {
    LaneKernels kernels = Lanes.kernels();
    SharedMatrix matrix = weights.matrix();
    Operation forward = kernels.product(out.values(), matrix.transposed(), in.values(), false);
    // forward was y[t] = Wᵀ e[t], so dW[i,j] += Σ_t e[t,i] dy[t,j] and de[t] = W dy[t]
    Operation weightsBackward =
        kernels.accumulate(weights.matrixSums(), in.values(), out.gradient());
    Operation inputBackward = kernels.product(in.gradient(), matrix, out.gradient(), false);
    Operation queryBackward =
        kernels.product(in.query().gradient(), matrix, out.query().gradient(), false);
    passes =
        new Passes(
            forward,
            Operation.inOrder(weightsBackward, inputBackward),
            inputBackward,
            queryBackward);
  }

  @Override
  Passes passes() {
    return passes;
  }
}
