package org.iclsweep.layer;

/** How tokens look at themselves and those before them: equal in real numbers. */
public enum CausalForm {
  /** Strips of tokens, whose scores are kept. */
  STRIPS,
  /** The same, but scores are formed again in the backward pass, to the same bits. */
  STRIPS_AGAIN,
  /** Chunks of tokens, by sums over those before them; of linear attention. */
  PREFIX;

  /** Powers of γ that a head keeps for each token: those of a strip. */
  public static final int DECAYS = CausalStrip.HEIGHT;

  /** Of a layer's heads, whose scores become what {@code scores} says. */
  CausalMix mix(Scores scores, HeadTokens[] heads) {
    return switch (this) {
      case STRIPS -> CausalStrips.of(scores, heads, true);
      case STRIPS_AGAIN -> CausalStrips.of(scores, heads, false);
      case PREFIX -> CausalPrefix.of(heads);
    };
  }

  /** The same of linear scores that fall with the distance; by strips alone. */
  CausalMix mix(Decay[] decays, HeadTokens[] heads) {
    return switch (this) {
      case STRIPS -> CausalStrips.of(decays, heads, true);
      case STRIPS_AGAIN -> CausalStrips.of(decays, heads, false);
      case PREFIX -> throw new IllegalArgumentException("sums over tokens do not forget");
    };
  }

  /** A head's cost, where the last {@code looking} of the tokens look. */
  public CausalCost cost(int tokens, int looking, double size) {
    return switch (this) {
      case STRIPS -> CausalCost.ofStrips(tokens, looking, size, true);
      case STRIPS_AGAIN -> CausalCost.ofStrips(tokens, looking, size, false);
      case PREFIX -> CausalCost.ofPrefix(tokens, size);
    };
  }

  /**
   * That of a layer, which follows from its shape alone: scores are kept where they stay in the
   * cache, and by sums where that takes fewer multiply-adds.
   */
  public static CausalForm of(Scores scores, int tokens, int looking, double size, int heads) {
    CausalForm strips = strips(tokens, looking, heads);
    boolean summable = scores == Scores.LINEAR && looking == tokens;
    return summable
            && PREFIX.cost(tokens, looking, size).multiplyAdds()
                < strips.cost(tokens, looking, size).multiplyAdds()
        ? PREFIX
        : strips;
  }

  /** By strips, whatever sums would cost. */
  public static CausalForm strips(int tokens, int looking, int heads) {
    return CausalCost.keeps(tokens, looking, heads) ? STRIPS : STRIPS_AGAIN;
  }
}
