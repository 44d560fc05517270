package org.iclsweep.layer;

/**
 * What tokens have of the heads of an attention layer: features of all heads side by side, or of
 * one.
 *
 * <p><b>Shapes</b> (R tokens that look, T that are looked at, s features of each of H heads):
 * queries and mixes [R, H s, 16], keys and values [T, H s, 16].
 *
 * @param queries q, of the last R of the tokens
 * @param keys k
 * @param values v
 * @param mixes z, what a token gets of the values
 */
record HeadTokens(Activation queries, Activation keys, Activation values, Activation mixes) {

  /**
   * Room for so many features.
   *
   * @param looking R
   * @param tokens T
   */
  static HeadTokens zeros(int looking, int tokens, int features) {
    return new HeadTokens(
        Activation.zeros(looking, features),
        Activation.zeros(tokens, features),
        Activation.zeros(tokens, features),
        Activation.zeros(looking, features));
  }

  /** Room for other queries and keys, of the same values and mixes. */
  HeadTokens ofOtherLooks() {
    return new HeadTokens(
        Activation.zeros(looking(), queries.values().cols()),
        Activation.zeros(tokens(), keys.values().cols()),
        values,
        mixes);
  }

  /** Each of so many heads. */
  HeadTokens[] each(int heads) {
    HeadTokens[] each = new HeadTokens[heads];
    int size = queries.values().cols() / heads;
    for (int h = 0; h < heads; h++) {
      each[h] = cols(h * size, (h + 1) * size);
    }
    return each;
  }

  private HeadTokens cols(int from, int to) {
    return new HeadTokens(
        queries.cols(from, to), keys.cols(from, to), values.cols(from, to), mixes.cols(from, to));
  }

  /** R. */
  int looking() {
    return queries.values().rows();
  }

  /** T. */
  int tokens() {
    return keys.values().rows();
  }

  /**
   * Some that look, from {@code from} (inclusive) to {@code to} (exclusive), and what these look
   * at, from token {@code first} on.
   */
  HeadTokens part(int from, int to, int first) {
    int end = tokens() - looking() + to;
    return new HeadTokens(
        queries.rows(from, to),
        keys.rows(first, end),
        values.rows(first, end),
        mixes.rows(from, to));
  }
}
