package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * What the block form begins with: all that linear attention needs of a task.
 *
 * <pre>  C = Σ_s x_s x_sᵀ,   V = Σ_s y_s x_sᵀ,   X = x_query  </pre>
 *
 * <p><b>Shapes</b> (N context tokens of d inputs and a label): see {@link BlockState}, with v = q =
 * 1.
 *
 * <p><b>Writes.</b> Forward overwrites C, V and X; backward overwrites the inputs' part of the
 * tokens' gradient and the context's labels', and leaves the query's label.
 *
 * <p><b>Cost.</b> N (d² + d) fused multiply-adds a task each way; N d where nothing reads C.
 */
public final class ContextBlocks extends OperationLayer {

  private final Passes passes;

  /**
   * @param tokens the query last, the label in the last column
   * @param out where C, V, X and their gradients lie
   * @param first whether the tokens need no gradient in training
   */
  public ContextBlocks(Activation tokens, BlockState out, boolean first) {
    LaneKernels kernels = Lanes.kernels();
    Activation inputs = tokens.context().cols(0, out.dim());
    Activation labels = tokens.context().label();
    Activation query = tokens.query().cols(0, out.dim());
    Activation sums = out.labelRows();
    Activation queries = out.queryRows();
    LaneMatrix x = inputs.values();
    LaneMatrix y = labels.values();
    Operation context = kernels.contract(sums.values(), y.transposed(), x, false);
    // forward was V = yᵀ X, so dX = y dV and dy = X dVᵀ
    Operation contextBackward =
        Operation.inOrder(
            kernels.contract(labels.gradient(), x, sums.gradient().transposed(), false),
            kernels.contract(inputs.gradient(), y, sums.gradient(), false));
    if (out.gram() != null) {
      Activation gram = out.gram();
      context =
          Operation.inOrder(context, kernels.contract(gram.values(), x.transposed(), x, false));
      // forward was C = Xᵀ X, so dX += X (dC + dCᵀ)
      contextBackward =
          Operation.inOrder(
              contextBackward, kernels.contract(inputs.gradient(), x, gram.gradient(), true));
    }
    Operation forward = Operation.inOrder(context, kernels.copy(queries.values(), query.values()));
    Operation queryBackward = kernels.copy(query.gradient(), queries.gradient());
    Operation backward = Operation.inOrder(contextBackward, queryBackward);
    passes = new Passes(forward, first ? Operation.none() : backward, backward, queryBackward);
  }

  @Override
  Passes passes() {
    return passes;
  }
}
