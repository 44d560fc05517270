package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/**
 * The Gram matrix of the context's features, all that linear attention needs of the context.
 *
 * <pre>  G = Σ_s e_s e_sᵀ  </pre>
 *
 * <p>The gradient of a Gram matrix is held as D = ∂loss/∂G + (∂loss/∂G)ᵀ, since G is symmetric.
 *
 * <p><b>Shapes</b> (N context tokens, width m): e [N, m, 64]; G, D [m, m, 64].
 *
 * <p><b>Writes.</b> Forward overwrites G; backward overwrites the context's part of the tokens'
 * gradient, and leaves the query's, which is the query's own gradient already.
 *
 * <p><b>Cost.</b> N m² fused multiply-adds a task each way.
 */
public final class ContextGram implements Layer {

  private final LaneKernels kernels = Lanes.kernels();
  private final Activation context;
  private final LaneMatrix contextTransposed;
  private final Activation gram;
  private final boolean first;

  /**
   * @param tokens the query last
   * @param gram where G and D lie
   * @param first whether the tokens need no gradient in training
   */
  public ContextGram(Activation tokens, Activation gram, boolean first) {
    context = tokens.context();
    contextTransposed = context.values().transposed();
    this.gram = gram;
    this.first = first;
  }

  @Override
  public void forward() {
    kernels.contract(gram.values(), contextTransposed, context.values(), false);
  }

  @Override
  public void backward() {
    if (!first) {
      inputBackward();
    }
  }

  @Override
  public void inputBackward() {
    // forward was G = Eᵀ E, so dE = E (dG + dGᵀ)
    kernels.contract(context.gradient(), context.values(), gram.gradient(), false);
  }

  @Override
  public void queryBackward() {
    // the query is no part of G
  }
}
