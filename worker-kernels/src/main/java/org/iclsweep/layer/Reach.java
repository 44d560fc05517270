package org.iclsweep.layer;

import org.iclsweep.lanes.Columns;

/**
 * What of its outputs a layer computes: the last layers of a network only what its read-out needs.
 *
 * @param everyToken whether it is of all tokens, or of the last one alone
 * @param features which of a token
 */
public record Reach(boolean everyToken, Columns features) {

  /** All features of all tokens: [T, m, 16]. */
  public static final Reach ALL = new Reach(true, Columns.ALL);

  /** All features of the query token: [1, m, 16]. */
  public static final Reach QUERY = new Reach(false, Columns.ALL);

  /** The last feature of the query token: [1, 1, 16]. */
  public static final Reach LABEL = new Reach(false, Columns.LAST);

  /** Rows of the outputs for so many tokens. */
  public int rows(int tokens) {
    return everyToken ? tokens : 1;
  }

  /** Features of an output of so many. */
  public int features(int width) {
    return features.of(width);
  }

  /** Room for the outputs. */
  public Activation room(int tokens, int width) {
    return Activation.zeros(rows(tokens), features(width));
  }

  /** What a sublayer that works on each token alone needs of these tokens, to put out so much. */
  public Reach wholeTokens() {
    return new Reach(everyToken, Columns.ALL);
  }

  /** Those tokens of an activation, whole. */
  Activation tokens(Activation of) {
    return everyToken ? of : of.query();
  }
}
