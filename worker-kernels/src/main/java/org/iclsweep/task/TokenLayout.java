package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** How (x, y) pairs and the query become a sequence of tokens. */
public enum TokenLayout implements Labelled {
  /** One token {@code (x, y)} a pair, then the query token {@code (x, 0)}. */
  CONCATENATED,
  /** Two tokens a pair, {@code x} and {@code (0, .., 0, y)}, then the query token {@code x}. */
  INTERLEAVED;

  /** Tokens of a sequence with this many pairs. */
  int tokens(int context) {
    return switch (this) {
      case CONCATENATED -> context + 1;
      case INTERLEAVED -> 2 * context + 1;
    };
  }

  /** Features of a token for inputs of this dimension. */
  int width(int inputDim) {
    return switch (this) {
      case CONCATENATED -> inputDim + 1;
      case INTERLEAVED -> inputDim;
    };
  }
}
