package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * The Gram matrix of the context's features, all that linear attention needs of the context.
 *
 * <pre>  G = Σ_s e_s e_sᵀ  </pre>
 *
 * <p>The gradient of a Gram matrix is held as D = ∂loss/∂G + (∂loss/∂G)ᵀ, since G is symmetric.
 *
 * <p><b>Shapes</b> (N context tokens, width m): e [N, m, 16]; G, D [m, m, 16].
 *
 * <p><b>Writes.</b> Forward overwrites G; backward overwrites the context's part of the tokens'
 * gradient, and leaves the query's, which is the query's own gradient already.
 *
 * <p><b>Cost.</b> N m² fused multiply-adds a task each way.
 */
public final class ContextGram extends OperationLayer {

  private final Passes passes;

  /**
   * @param tokens the query last
   * @param gram where G and D lie
   * @param first whether the tokens need no gradient in training
   */
  public ContextGram(Activation tokens, Activation gram, boolean first) {
    LaneKernels kernels = Lanes.kernels();
    Activation context = tokens.context();
    LaneMatrix transposed = context.values().transposed();
    Operation forward = kernels.contract(gram.values(), transposed, context.values(), false);
    // forward was G = Eᵀ E, so dE = E (dG + dGᵀ)
    Operation backward =
        kernels.contract(context.gradient(), context.values(), gram.gradient(), false);
    // the query is no part of G
    passes = new Passes(forward, first ? Operation.none() : backward, backward, Operation.none());
  }

  @Override
  Passes passes() {
    return passes;
  }
}
