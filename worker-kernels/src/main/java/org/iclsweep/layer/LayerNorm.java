package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/**
 * LayerNorm of each token, read by the sublayer behind it while the residual stream stays as it is.
 *
 * <pre>  n[t,j] = scale[j] (e[t,j] - mean_j e[t,j]) / sqrt(var_j e[t,j] + 1e-5) + offset[j]  </pre>
 *
 * <p><b>Shapes</b> (width m): e and n [tokens, m, 16].
 *
 * <p><b>Writes.</b> Forward overwrites n; backward adds to de, in which the sublayer behind has put
 * the stream's gradient.
 *
 * <p><b>Cost.</b> 5 operations an element forward, 8 backward.
 *
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros and Hinton (2016)</a>
 */
public final class LayerNorm implements Layer {

  private static final float EPSILON = 1e-5f;

  private final LaneKernels kernels = Lanes.kernels();
  private final NormWeights weights;
  private final Activation in;
  private final Activation out;
  private final LaneMatrix normal;
  private final LaneMatrix inverse;
  private final boolean first;
  private final Activation queryIn;
  private final Activation queryOut;
  private final LaneMatrix queryNormal;
  private final LaneMatrix queryInverse;

  /** Norms {@code in} into {@code out}, of the same shape; first if no gradient of in is needed. */
  public LayerNorm(NormWeights weights, Activation in, Activation out, boolean first) {
    this.weights = weights;
    this.in = in;
    this.out = out;
    this.first = first;
    int last = in.values().rows() - 1;
    normal = LaneMatrix.zeros(last + 1, in.values().cols());
    inverse = LaneMatrix.zeros(last + 1, 1);
    queryIn = in.query();
    queryOut = out.query();
    queryNormal = normal.row(last);
    queryInverse = inverse.row(last);
  }

  @Override
  public void forward() {
    kernels.layerNorm(
        out.values(), normal, inverse, in.values(), weights.scale(), weights.offset(), EPSILON);
  }

  @Override
  public void backward() {
    kernels.accumulateRows(weights.scaleSums(), out.gradient(), normal);
    kernels.accumulateRows(weights.offsetSums(), out.gradient());
    if (!first) {
      inputBackward();
    }
  }

  @Override
  public void inputBackward() {
    kernels.layerNormGradient(in.gradient(), out.gradient(), normal, inverse, weights.scale());
  }

  @Override
  public void queryBackward() {
    kernels.layerNormGradient(
        queryIn.gradient(), queryOut.gradient(), queryNormal, queryInverse, weights.scale());
  }
}
