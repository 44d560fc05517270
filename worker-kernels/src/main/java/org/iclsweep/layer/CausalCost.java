package org.iclsweep.layer;

/**
 * What looking at themselves and those before them costs tokens, a head and task.
 *
 * @param scored pairs that have scores, those with later tokens in a strip among them
 * @param kept of these, what lasts until the backward pass
 * @param sums entries of sums over tokens that last as long
 * @param forward fused multiply-adds
 * @param backward alike
 */
public record CausalCost(double scored, double kept, double sums, double forward, double backward) {

  /** Scores of a block that are kept, in bytes: half of a usual second-level cache. */
  private static final double MOST_KEPT = 1 << 19;

  private static final double BYTES = 16.0 * Float.BYTES;

  /**
   * By strips.
   *
   * @param tokens number of tokens
   * @param looking how many of them look, the last ones
   * @param size features of a head
   * @param kept whether scores are kept, or formed again in the backward pass
   */
  public static CausalCost ofStrips(int tokens, int looking, double size, boolean kept) {
    double scored = 0;
    for (int start = 0; start < looking; start += CausalStrip.HEIGHT) {
      int end = Math.min(start + CausalStrip.HEIGHT, looking);
      scored += (double) (end - start) * (tokens - looking + end);
    }
    double mixed = Mask.CAUSAL.looks(tokens, looking);
    return new CausalCost(
        kept ? scored : 2 * scored,
        kept ? scored : 0,
        0,
        (scored + mixed) * size,
        (kept ? 4 : 5) * scored * size);
  }

  /** By sums over chunks of tokens, of which all look: see {@link CausalPrefix}. */
  public static CausalCost ofPrefix(int tokens, double size) {
    int chunks = (tokens + CausalPrefix.CHUNK - 1) / CausalPrefix.CHUNK;
    int last = tokens - (chunks - 1) * CausalPrefix.CHUNK;
    CausalCost whole = ofStrips(CausalPrefix.CHUNK, CausalPrefix.CHUNK, size, true);
    CausalCost rest = ofStrips(last, last, size, true);
    double scored = (chunks - 1) * whole.scored + rest.scored;
    double square = size * size;
    // all but the first chunk read a sum, and all but the last one are part of one
    double reading = (tokens - Math.min(tokens, CausalPrefix.CHUNK)) * square;
    double summing = (tokens - last) * square;
    return new CausalCost(
        scored,
        scored,
        (chunks - 1) * square,
        (chunks - 1) * whole.forward + rest.forward + reading + summing,
        (chunks - 1) * whole.backward + rest.backward + 2 * reading + 2 * summing);
  }

  /** Whether the scores of so many heads are few enough to be kept. */
  public static boolean keeps(int tokens, int looking, int heads) {
    return heads * ofStrips(tokens, looking, 1, true).kept * BYTES <= MOST_KEPT;
  }

  /** Fused multiply-adds of a training step. */
  public double multiplyAdds() {
    return forward + backward;
  }
}
