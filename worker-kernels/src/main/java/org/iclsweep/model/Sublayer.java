package org.iclsweep.model;

import java.util.List;
import java.util.Optional;
import org.iclsweep.layer.Reach;

/**
 * One piece of a model, as data: what it trains, what it costs and takes, and the layers that do
 * it, each asked here and nowhere else. A model is a list of them, in the order in which they run
 * on the residual stream.
 *
 * <p>Sublayers are values: those of layers that are tied are equal, and have one set of weights.
 */
interface Sublayer {

  /** What it trains, in its order among the parameters, each from offset 0. */
  default List<ParameterSlice> slices() {
    return List.of();
  }

  /**
   * What it needs of the outputs of the one before it, to put out so much: the same tokens, unless
   * they look at others.
   */
  default Reach needs(Reach reach) {
    return reach.wholeTokens();
  }

  /** Whether it is one of the model's layers, which {@code model.depth} counts. */
  default boolean isAttention() {
    return false;
  }

  /** Whether other tokens look at the query. */
  default boolean looksAtQuery() {
    return false;
  }

  /**
   * Its arithmetic for one task, unless that is too little to be counted.
   *
   * @param reach what it puts out
   * @param trained whether there is anything before it, which needs a gradient
   */
  default ModelCost cost(Reach reach, boolean trained) {
    return ModelCost.NOTHING;
  }

  /**
   * As the first of its model: what its weights meet of a task, where that is something else than
   * the tokens.
   */
  default Optional<KnownTask> known() {
    return Optional.empty();
  }

  /** Counts all that it takes but the parameters and their gradient. */
  void count(ModelMemory.Count memory, Reach reach);

  /** Makes its layers, behind those that are there. */
  void bind(Binding binding, Reach reach);
}
