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
public final class BlockReadOut implements Layer {

  private final Operation forward;
  private final Operation backward;
  private final Operation inputBackward;
  private final Operation queryBackward;

  /**
   * @param weights of the layer
   * @param in state before the layer, whose Gram matrix is not read
   * @param out answers
   * @param first whether nothing before it needs a gradient in training
   */
  public BlockReadOut(BlockWeights weights, BlockState in, Activation out, boolean first) {
    BlockAnswers answers = new BlockAnswers(weights, in, out);
    forward = answers.forward();
    queryBackward = answers.queriesBackward(false);
    Operation reading = answers.readingBackward();
    inputBackward = Operation.inOrder(reading, answers.labelsBackward(false), queryBackward);
    backward = Operation.inOrder(first ? reading : inputBackward, answers.weightsBackward());
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
  public Operation forwardOperation() {
    return forward;
  }

  @Override
  public Operation backwardOperation() {
    return backward;
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
