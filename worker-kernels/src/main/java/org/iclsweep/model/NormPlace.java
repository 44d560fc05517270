package org.iclsweep.model;

import org.iclsweep.spec.Labelled;

/**
 * Where LayerNorm stands: always on what a sublayer reads, never on the residual stream itself, and
 * none after the last layer.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix on
 *     LayerNorm</a>
 */
public enum NormPlace implements Labelled {
  /** Nowhere. */
  NONE,
  /** Before every attention layer and every perceptron after one. */
  EVERY_LAYER,
  /** The same, but not before the first attention layer. */
  BETWEEN_LAYERS;

  /** Whether attention layer {@code l} reads normed tokens. */
  boolean isBeforeAttention(int l) {
    return this == EVERY_LAYER || this == BETWEEN_LAYERS && l > 0;
  }
}
