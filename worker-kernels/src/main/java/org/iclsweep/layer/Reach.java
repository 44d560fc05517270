package org.iclsweep.layer;

/**
 * What of its outputs a layer computes: the last layers of a network only what its read-out needs.
 */
public enum Reach {
  /** All features of all tokens: [T, m, 16]. */
  ALL,
  /** All features of the query token: [1, m, 16]. */
  QUERY,
  /** The last feature of the query token: [1, 1, 16]. */
  READ_OUT;

  /** Rows of the outputs for so many tokens. */
  public int rows(int tokens) {
    return this == ALL ? tokens : 1;
  }

  /** Features of an output of so many. */
  public int features(int width) {
    return this == READ_OUT ? 1 : width;
  }

  /** Room for the outputs. */
  public Activation room(int tokens, int width) {
    return Activation.zeros(rows(tokens), features(width));
  }

  /** What a sublayer that works on each token alone needs of these tokens, to put out so much. */
  public Reach wholeTokens() {
    return this == READ_OUT ? QUERY : this;
  }
}
