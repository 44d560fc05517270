package org.iclsweep.model;

import java.io.Serializable;

/**
 * A stack of linear self-attention layers, as data.
 *
 * @param depth number of layers
 * @param tied whether all layers share one set of weights (a recurrent model)
 * @param heads attention heads of a layer
 * @param keySize size of a head's queries, keys and values; 0 means the token's width
 * @param tokenClip every layer's output is clipped to ±tokenClip; 0 means it is not
 * @param initialisation how the weights start
 */
public record ModelSpec(
    int depth,
    boolean tied,
    int heads,
    int keySize,
    double tokenClip,
    Initialisation initialisation)
    implements Serializable {

  public ModelSpec {
    require(depth >= 1, "depth", depth, "at least 1");
    require(heads >= 1, "heads", heads, "at least 1");
    require(keySize >= 0, "keySize", keySize, "at least 1, or 0 for the token's width");
    require(tokenClip >= 0, "tokenClip", tokenClip, "positive, or 0 for none");
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", must be " + rule);
    }
  }

  /** Sets of layer weights: one when tied, one a layer otherwise. */
  public int distinctLayers() {
    return tied ? 1 : depth;
  }

  /** Size of a head's keys for tokens of this width. */
  public int keySize(int tokenWidth) {
    return keySize == 0 ? tokenWidth : keySize;
  }
}
