package org.iclsweep.layer;

/**
 * The weights of an {@link Mlp}.
 *
 * @param inner W₁ and b₁
 * @param outer W₂ and b₂
 */
public record PerceptronWeights(DenseWeights inner, DenseWeights outer) implements Weights {

  @Override
  public void prepare() {
    inner.prepare();
    outer.prepare();
  }

  @Override
  public void closeGradient(float scale) {
    inner.closeGradient(scale);
    outer.closeGradient(scale);
  }
}
