package org.iclsweep.layer;

import java.util.List;

/**
 * The weights of a mesa layer.
 *
 * @param attention of its queries, keys and values
 * @param mesa what it has beside them
 */
public record MesaAttentionWeights(CausalWeights attention, MesaWeights mesa) implements Weights {

  @Override
  public List<AttentionWeights> ofAttention() {
    return attention.ofAttention();
  }

  @Override
  public void prepare() {
    attention.prepare();
    mesa.prepare();
  }

  @Override
  public void closeGradient(float scale) {
    attention.closeGradient(scale);
    mesa.closeGradient(scale);
  }
}
