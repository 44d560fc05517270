package org.iclsweep.layer;

import java.util.List;

/**
 * The weights of a layer: views on a model's flat parameters, what is formed from them once a step,
 * and sums of their gradients. Layers of a tied model share one of these.
 */
public interface Weights {

  /** Takes up the present parameters and sets the sums of gradients to zero. */
  void prepare();

  /** Overwrites this layer's part of the gradient with {@code scale} times the sums. */
  void closeGradient(float scale);

  /** The weights of attention among these. */
  default List<AttentionWeights> ofAttention() {
    return List.of();
  }
}
