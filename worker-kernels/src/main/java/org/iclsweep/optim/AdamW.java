package org.iclsweep.optim;

/**
 * Adam with bias correction and decoupled weight decay; with decay 0 it is Adam.
 *
 * <pre>
 *   m = β1 m + (1 - β1) g,   v = β2 v + (1 - β2) g²
 *   p = (1 - rate decay) p - rate (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε)
 * </pre>
 *
 * <p><b>Shapes.</b> p, g, m, v [parameters].
 *
 * <p><b>Writes.</b> Overwrites p and its own m and v; allocates nothing.
 *
 * <p><b>Cost.</b> A square root and a division a parameter, in one pass that the compiler
 * vectorises.
 *
 * <p>Departure from the paper, as in PyTorch and optax: the learning rate multiplies the decay,
 * too, not its schedule alone. All parameters decay.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter (2019), algorithm 2</a>
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba (2015), algorithm 1</a>
 */
final class AdamW implements Optimizer {

  private final OptimizerSpec.AdamW spec;
  private final float learningRate;
  private final float[] m;
  private final float[] v;
  private double beta1Power = 1;
  private double beta2Power = 1;

  AdamW(OptimizerSpec.AdamW spec, int parameterCount) {
    this.spec = spec;
    learningRate = (float) spec.learningRate();
    m = new float[parameterCount];
    v = new float[parameterCount];
  }

  @Override
  public void step(float[] parameters, float[] gradient, float rateFactor) {
    beta1Power *= spec.beta1();
    beta2Power *= spec.beta2();
    float correction1 = (float) (1 / (1 - beta1Power));
    float correction2 = (float) (1 / (1 - beta2Power));
    float rate = learningRate * rateFactor;
    float kept = (float) (1 - spec.learningRate() * rateFactor * spec.weightDecay());
    float keep1 = (float) spec.beta1();
    float keep2 = (float) spec.beta2();
    float take1 = (float) (1 - spec.beta1());
    float take2 = (float) (1 - spec.beta2());
    float epsilon = (float) spec.epsilon();
    for (int k = 0; k < parameters.length; k++) {
      float g = gradient[k];
      m[k] = keep1 * m[k] + take1 * g;
      v[k] = keep2 * v[k] + take2 * (g * g);
      float spread = (float) Math.sqrt(v[k] * correction2) + epsilon;
      parameters[k] = kept * parameters[k] - rate * (m[k] * correction1) / spread;
    }
  }
}
