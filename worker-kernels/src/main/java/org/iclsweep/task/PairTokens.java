package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.require;

import org.iclsweep.lanes.LaneMatrix;

/**
 * Pairs of inputs and labels as a sequence of tokens, of which every input is answered by its
 * label.
 *
 * <pre>
 *   P_1 .. P_p   x_1 y_1 x_2 y_2 .. x_N             or, separated by a token of their own,
 *   P_1 .. P_p   x_1 y_1 E x_2 y_2 E .. x_N
 * </pre>
 *
 * <p>Nothing is behind the last input: no answer looks at it.
 *
 * @param prefix p, tokens before the first pair
 * @param separated whether there is E behind every label
 * @param pairs N
 */
public record PairTokens(int prefix, boolean separated, int pairs) {

  public PairTokens {
    require(prefix >= 0, "prefix", prefix, "0 or more");
    require(pairs >= 2, "pairs", pairs, "at least 2");
  }

  /** How many pairs so many tokens have room for; 0 where not even the prefix has. */
  public static int fitting(int prefix, boolean separated, int tokens) {
    int behind = tokens - prefix - 1;
    return behind < 0 ? 0 : behind / distance(separated) + 1;
  }

  private static int distance(boolean separated) {
    return separated ? 3 : 2;
  }

  private int distance() {
    return distance(separated);
  }

  /** Tokens of a sequence. */
  public int tokens() {
    return prefix + (pairs - 1) * distance() + 1;
  }

  /** Of something of every token, that of the inputs: [N, .., 16]. */
  public LaneMatrix inputs(LaneMatrix tokens) {
    return tokens.rows(prefix, pairs, distance());
  }

  /** That of the labels among them, which the last pair's is not: [N - 1, .., 16]. */
  public LaneMatrix labels(LaneMatrix tokens) {
    return tokens.rows(prefix + 1, pairs - 1, distance());
  }

  /** That of E: [N - 1, .., 16], or of no rows. */
  public LaneMatrix separators(LaneMatrix tokens) {
    return separated ? tokens.rows(prefix + 2, pairs - 1, distance()) : tokens.rows(0, 0);
  }
}
