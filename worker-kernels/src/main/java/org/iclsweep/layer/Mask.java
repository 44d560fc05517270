package org.iclsweep.layer;

/** Which tokens a token looks at. */
public enum Mask {
  /** All but the last, which is the query. */
  CONTEXT,
  /** All, itself among them. */
  ALL,
  /** Itself and those before it. */
  CAUSAL;

  /** Tokens of so many that one of them is looked at by. */
  public int keys(int tokens) {
    return this == CONTEXT ? tokens - 1 : tokens;
  }

  /** Pairs of a token that looks and one that is looked at, where the last so many tokens look. */
  public double looks(int tokens, int rows) {
    double all = (double) rows * keys(tokens);
    return this == CAUSAL ? all - rows * (rows - 1.0) / 2 : all;
  }
}
