package org.iclsweep.layer;

/**
 * What the mesa layer has beside the weights of attention.
 *
 * @param lambda λ of each head: A starts from I / λ
 * @param forget γ of each head: A is multiplied by it before a token is added
 */
public record MesaWeights(HeadFactors lambda, HeadFactors forget) implements Weights {

  /** Whether γ may be another number than 1. */
  boolean forgets() {
    return forget.trained() || forget.values(0, 1).get(0, 0) != 1f;
  }

  @Override
  public void prepare() {
    lambda.prepare();
    forget.prepare();
  }

  @Override
  public void closeGradient(float scale) {
    lambda.closeGradient(scale);
    forget.closeGradient(scale);
  }
}
