package org.iclsweep.model;

import org.iclsweep.layer.Weights;

/** What has weights, of which there is one set however often it stands in a model. */
interface Weighted<W extends Weights> {

  /** Makes them on a network's parameters. */
  W weights(Parameters parameters);

  /**
   * Counts what they take besides the parameters, products and sums over tasks, unless that is too
   * little.
   */
  default void countWeights(ModelMemory.Count memory) {}
}
