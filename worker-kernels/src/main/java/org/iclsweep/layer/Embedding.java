package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;

/**
 * A linear map of each token to the model's width, without a bias.
 *
 * <pre>  e_t = Wᵀ x_t  </pre>
 *
 * <p><b>Shapes</b> (T tokens): x [T, token width, 16]; e [T, m, 16]; W [token width, m].
 *
 * <p><b>Writes.</b> Forward overwrites e; backward adds to the weights' sums alone, since nothing
 * before it is trained. The tokens' gradient, asked for, is overwritten, or added to where a
 * sublayer behind has written its own already.
 *
 * <p><b>Cost.</b> T times token width times m fused multiply-adds a task each way.
 */
public final class Embedding extends OperationLayer {

  private final Passes passes;

  /**
   * @param adds whether a sublayer behind looks at the tokens themselves, too
   */
  public Embedding(DenseWeights weights, Activation in, Activation out, boolean adds) {
    LaneKernels kernels = Lanes.kernels();
    SharedMatrix matrix = weights.matrix();
    Operation forward = kernels.product(out.values(), matrix.transposed(), in.values(), false);
    // forward was e[t] = Wᵀ x[t], so dW[i,j] += Σ_t x[t,i] de[t,j]
    Operation backward = kernels.accumulate(weights.matrixSums(), in.values(), out.gradient());
    Operation inputBackward = kernels.product(in.gradient(), matrix, out.gradient(), adds);
    Operation queryBackward =
        kernels.product(in.query().gradient(), matrix, out.query().gradient(), adds);
    passes = new Passes(forward, backward, inputBackward, queryBackward);
  }

  @Override
  Passes passes() {
    return passes;
  }
}
