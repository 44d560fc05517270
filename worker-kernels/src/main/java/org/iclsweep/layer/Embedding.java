package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.SharedMatrix;

/**
 * A linear map of each token to the model's width, without a bias.
 *
 * <pre>  e_t = Wᵀ x_t  </pre>
 *
 * <p><b>Shapes</b> (T tokens): x [T, token width, 64]; e [T, m, 64]; W [token width, m].
 *
 * <p><b>Writes.</b> Forward overwrites e; backward adds to the weights' sums alone, since nothing
 * before it is trained. The tokens' gradient, asked for, is overwritten, or added to where a
 * sublayer behind has written its own already.
 *
 * <p><b>Cost.</b> T times token width times m fused multiply-adds a task each way.
 */
public final class Embedding implements Layer {

  private final LaneKernels kernels = Lanes.kernels();
  private final DenseWeights weights;
  private final SharedMatrix matrixTransposed;
  private final Activation in;
  private final Activation out;
  private final Activation queryIn;
  private final Activation queryOut;
  private final boolean adds;

  /**
   * @param adds whether a sublayer behind looks at the tokens themselves, too
   */
  public Embedding(DenseWeights weights, Activation in, Activation out, boolean adds) {
    this.adds = adds;
    this.weights = weights;
    matrixTransposed = weights.matrix().transposed();
    this.in = in;
    this.out = out;
    queryIn = in.query();
    queryOut = out.query();
  }

  @Override
  public void forward() {
    kernels.product(out.values(), matrixTransposed, in.values(), false);
  }

  @Override
  public void backward() {
    // forward was e[t] = Wᵀ x[t], so dW[i,j] += Σ_t x[t,i] de[t,j]
    kernels.accumulate(weights.matrixSums(), in.values(), out.gradient());
  }

  @Override
  public void inputBackward() {
    kernels.product(in.gradient(), weights.matrix(), out.gradient(), adds);
  }

  @Override
  public void queryBackward() {
    kernels.product(queryIn.gradient(), weights.matrix(), queryOut.gradient(), adds);
  }
}
