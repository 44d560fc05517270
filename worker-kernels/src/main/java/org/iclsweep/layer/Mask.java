package org.iclsweep.layer;

/** Which tokens a token looks at. */
public enum Mask {
  /** All but the last, which is the query. */
  CONTEXT,
  /** All, itself among them. */
  ALL,
  /** Itself and those before it. */
  CAUSAL,
  /** All, but the last one's value is left out of what it makes of them. */
  SCORED;

  /** Tokens of so many that one of them is looked at by. */
  public int keys(int tokens) {
    return this == CONTEXT ? tokens - 1 : tokens;
  }

  /** Pairs of a token that looks and one that is looked at, where the last so many tokens look. */
  public double looks(int tokens, int rows) {
    double all = (double) rows * keys(tokens);
    return this == CAUSAL ? all - rows * (rows - 1.0) / 2 : all;
  }

  /** Of those that a token looks at, how many have a value. */
  int values(int keys) {
    return this == SCORED ? keys - 1 : keys;
  }

  /** Pairs of a token that looks and one whose value it gets. */
  public double mixes(int tokens, int rows) {
    return looks(tokens, rows) - (this == SCORED ? rows : 0);
  }
}
