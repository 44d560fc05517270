package org.iclsweep.layer;

import java.util.List;
import org.iclsweep.lanes.Operation;

/**
 * A layer bound to its activations: where its inputs and outputs and their gradients lie is fixed
 * when a network is set up, so that a step allocates nothing.
 */
public interface Layer {

  /** Outputs from inputs. */
  void forward();

  /**
   * Adds to the sums of the weights' gradients and, unless this is the first layer of its network,
   * overwrites the inputs' gradient from the outputs'.
   */
  void backward();

  /** {@link #forward}; where it is a list of operations, they become part of the stack's own. */
  default Operation forwardOperation() {
    return this::forward;
  }

  /** The same of {@link #backward}. */
  default Operation backwardOperation() {
    return this::backward;
  }

  /** Overwrites the inputs' gradient from the outputs'; leaves the weights' gradients alone. */
  void inputBackward();

  /**
   * Overwrites the query token's part of the inputs' gradient from that of the outputs, with all
   * other tokens held fixed; leaves the weights' gradients alone.
   */
  void queryBackward();

  /** The queries that it solves for, head by head: a mesa layer's. */
  default List<MesaQueries> solved() {
    return List.of();
  }
}
