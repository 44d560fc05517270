package org.iclsweep.model;

import org.iclsweep.layer.Activation;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.TokenClip;

/**
 * A {@link TokenClip} of the residual stream.
 *
 * @param tokens number of tokens
 * @param width of the model
 * @param bound on the absolute value of every element
 */
record ClipSublayer(int tokens, int width, double bound) implements Sublayer {

  @Override
  public Reach needs(Reach reach) {
    return reach;
  }

  @Override
  public void count(ModelMemory.Count memory, Reach reach) {
    memory.lanes((double) reach.rows(tokens) * reach.features(width), 2);
  }

  @Override
  public void bind(Binding binding, Reach reach) {
    Activation out = reach.room(tokens, width);
    binding.add(new TokenClip(binding.stream(), out, (float) bound), out);
  }
}
