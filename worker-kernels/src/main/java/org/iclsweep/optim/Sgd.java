package org.iclsweep.optim;

/**
 * Stochastic gradient descent with heavy-ball momentum; with μ = 0 it is plain gradient descent.
 *
 * <pre>  v = μ v + g,   p = p - rate v  </pre>
 *
 * <p><b>Shapes.</b> p, g, v [parameters].
 *
 * <p><b>Writes.</b> Overwrites p and its own v; allocates nothing.
 *
 * <p><b>Cost.</b> Four operations a parameter, in one pass that the compiler vectorises.
 *
 * <p>Departure from the paper, as in PyTorch (dampening 0) and optax: the velocity sums gradients,
 * not steps, so a change of the learning rate acts on the whole velocity at once.
 *
 * @see <a href="https://doi.org/10.1016/0041-5553(64)90137-5">Polyak (1964)</a>
 */
final class Sgd implements Optimizer {

  private final float learningRate;
  private final float momentum;
  private final float[] velocity;

  Sgd(OptimizerSpec.Sgd spec, int parameterCount) {
    learningRate = (float) spec.learningRate();
    momentum = (float) spec.momentum();
    velocity = new float[parameterCount];
  }

  @Override
  public void step(float[] parameters, float[] gradient, float rateFactor) {
    float rate = learningRate * rateFactor;
    for (int k = 0; k < parameters.length; k++) {
      velocity[k] = momentum * velocity[k] + gradient[k];
      parameters[k] -= rate * velocity[k];
    }
  }
}
