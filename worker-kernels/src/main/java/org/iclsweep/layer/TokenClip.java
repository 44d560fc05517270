package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.Lanes;

/**
 * Clips every element, which keeps deep stacks of linear attention from running away near the edge
 * of stability.
 *
 * <pre>  out = min(max(in, -bound), bound)  </pre>
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix A.12</a>
 */
public final class TokenClip implements Layer {

  private final LaneKernels kernels = Lanes.kernels();
  private final Activation in;
  private final Activation out;
  private final Activation queryIn;
  private final Activation queryOut;
  private final float bound;

  /** Clips {@code in} to ±bound into {@code out}, of the same shape. */
  public TokenClip(Activation in, Activation out, float bound) {
    this.in = in;
    this.out = out;
    this.bound = bound;
    queryIn = in.query();
    queryOut = out.query();
  }

  @Override
  public void forward() {
    kernels.clip(out.values(), in.values(), bound);
  }

  @Override
  public void backward() {
    backward(in, out);
  }

  @Override
  public void inputBackward() {
    backward();
  }

  @Override
  public void queryBackward() {
    backward(queryIn, queryOut);
  }

  private void backward(Activation in, Activation out) {
    in.gradient().copyFrom(out.gradient());
    kernels.clipGradient(in.gradient(), in.values(), bound);
  }
}
