package org.iclsweep.layer;

import org.iclsweep.lanes.Operation;

/**
 * The last layer of linear attention in the block form: the answers alone.
 *
 * <pre>  Y' = Y + V A Xᵀ  </pre>
 *
 * <p><b>Shapes</b>: see {@link BlockState}.
 *
 * <p><b>Writes.</b> Forward overwrites Y'; backward overwrites the gradients of V and X.
 *
 * <p><b>Cost</b>: see {@link BlockAnswers}.
 */
public final class BlockReadOut extends OperationLayer {

  private final Passes passes;

  /**
   * @param weights of the layer
   * @param in state before the layer, whose Gram matrix is not read
   * @param out answers
   * @param first whether nothing before it needs a gradient in training
   */
  public BlockReadOut(BlockWeights weights, BlockState in, Activation out, boolean first) {
    BlockAnswers answers = new BlockAnswers(weights, in, out);
    Operation forward = answers.forward();
    Operation queryBackward = answers.queriesBackward(false);
    Operation reading = answers.readingBackward();
    Operation inputBackward =
        Operation.inOrder(reading, answers.labelsBackward(false), queryBackward);
    Operation backward =
        Operation.inOrder(first ? reading : inputBackward, answers.weightsBackward());
    passes = new Passes(forward, backward, inputBackward, queryBackward);
  }

  @Override
  Passes passes() {
    return passes;
  }
}
