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
public final class Embedding implements Layer {

  private final Operation forward;
  private final Operation backward;
  private final Operation inputBackward;
  private final Operation queryBackward;

  /**
   * @param adds whether a sublayer behind looks at the tokens themselves, too
   */
  public Embedding(DenseWeights weights, Activation in, Activation out, boolean adds) {
    LaneKernels kernels = Lanes.kernels();
    SharedMatrix matrix = weights.matrix();
    forward = kernels.product(out.values(), matrix.transposed(), in.values(), false);
    // forward was e[t] = Wᵀ x[t], so dW[i,j] += Σ_t x[t,i] de[t,j]
    backward = kernels.accumulate(weights.matrixSums(), in.values(), out.gradient());
    inputBackward = kernels.product(in.gradient(), matrix, out.gradient(), adds);
    queryBackward = kernels.product(in.query().gradient(), matrix, out.query().gradient(), adds);
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    backward.run();
  }

  @Override
  public void inputBackward() {
    inputBackward.run();
  }

  @Override
  public void queryBackward() {
    queryBackward.run();
  }
}
