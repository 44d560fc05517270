package org.iclsweep.task;

import java.io.Serializable;

/**
 * A family of in-context learning tasks, as data. One member of the family is drawn per sequence.
 */
public sealed interface TaskSpec extends Serializable permits LinearRegression, Sine {

  /** Number of (input, label) pairs in the context. */
  int context();

  /** Number of features of an input. */
  int inputDim();

  /** Where a model's answers stand. */
  default ReadOut readOut() {
    return ReadOut.QUERY_LABEL;
  }

  /** How pairs become tokens. */
  TokenLayout layout();

  /** The same tasks, draw by draw, in another layout. */
  TaskSpec laidOut(TokenLayout layout);

  /** Width of a token, in features. */
  default int tokenWidth() {
    return layout().width(inputDim());
  }

  /** Tokens of a sequence: the context and the query. */
  default int tokens() {
    return layout().tokens(context());
  }

  /** A sampler that fills {@code block}, whose shape must be this family's. */
  TaskSampler sampler(TaskBlock block);

  /**
   * The same family out of distribution by {@code alpha}, draw by draw the same for every alpha.
   *
   * @throws IllegalArgumentException if the shift is not defined for this family
   */
  TaskSpec shifted(Shift shift, double alpha);
}
