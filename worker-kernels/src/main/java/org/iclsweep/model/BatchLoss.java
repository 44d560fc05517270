package org.iclsweep.model;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.LaneParts;

/** What {@link BatchGradient} takes the gradient of, block by block. */
public interface BatchLoss {

  /** Takes up the present parameters and forgets all sums of gradients. */
  void prepare();

  /** Runs on the block. */
  void forward();

  /** The same where {@link #known} is there, be the tokens what they may. */
  void forwardOfKnown();

  /**
   * All that it depends on in the block's tasks, the same whatever the weights. Valid after {@link
   * #forward}.
   */
  LaneParts known();

  /**
   * Overwrites the gradient by the outputs with the errors, of the first {@code tasks} lanes, and
   * with 0 in those behind.
   *
   * @return that gradient, half of whose sum of squares is the loss of a task, but for {@link
   *     #answers}
   */
  LaneMatrix errors(int tasks);

  /** Over how many answers of a task its loss is a mean. */
  int answers();

  /** Adds the block's part to the sums of the weights' gradients. */
  void backward();

  /** Overwrites the network's gradient with {@code scale} times the sums. */
  void closeGradient(float scale);
}
