package org.iclsweep.model;

/**
 * Where LayerNorm stands: always on what a sublayer reads, never on the residual stream itself, and
 * none after the last layer.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix on
 *     LayerNorm</a>
 */
public enum NormPlace {
  /** Nowhere. */
  NONE("none"),
  /** Before every attention layer and every perceptron after one. */
  EVERY_LAYER("every-layer"),
  /** The same, but not before the first attention layer. */
  BETWEEN_LAYERS("between-layers");

  private final String label;

  NormPlace(String label) {
    this.label = label;
  }

  /** The word for it in study files and tables. */
  public String label() {
    return label;
  }

  /** Whether attention layer {@code l} reads normed tokens. */
  boolean isBeforeAttention(int l) {
    return this == EVERY_LAYER || this == BETWEEN_LAYERS && l > 0;
  }
}
