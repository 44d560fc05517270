package org.iclsweep.optim;

/**
 * Adam with bias correction.
 *
 * <pre>
 *   m = β1 m + (1 - β1) g,   v = β2 v + (1 - β2) g²
 *   p = p - rate (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba (2015), algorithm 1</a>
 */
final class Adam implements Optimizer {

  private final float learningRate;
  private final float epsilon;
  private final double beta1;
  private final double beta2;
  private final float[] m;
  private final float[] v;
  private double beta1Power = 1;
  private double beta2Power = 1;

  Adam(OptimizerSpec.Adam spec, int parameterCount) {
    learningRate = (float) spec.learningRate();
    epsilon = (float) spec.epsilon();
    beta1 = spec.beta1();
    beta2 = spec.beta2();
    m = new float[parameterCount];
    v = new float[parameterCount];
  }

  @Override
  public void step(float[] parameters, float[] gradient, float rateFactor) {
    beta1Power *= beta1;
    beta2Power *= beta2;
    float correction1 = (float) (1 / (1 - beta1Power));
    float correction2 = (float) (1 / (1 - beta2Power));
    float rate = learningRate * rateFactor;
    float keep1 = (float) beta1;
    float keep2 = (float) beta2;
    float take1 = (float) (1 - beta1);
    float take2 = (float) (1 - beta2);
    for (int k = 0; k < parameters.length; k++) {
      float g = gradient[k];
      m[k] = keep1 * m[k] + take1 * g;
      v[k] = keep2 * v[k] + take2 * (g * g);
      float spread = (float) Math.sqrt(v[k] * correction2) + epsilon;
      parameters[k] -= rate * (m[k] * correction1) / spread;
    }
  }
}
