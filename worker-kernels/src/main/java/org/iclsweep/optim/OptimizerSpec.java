package org.iclsweep.optim;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/** An optimizer, as data. */
public sealed interface OptimizerSpec extends Serializable {

  /** The update rule with fresh state for this many parameters. */
  Optimizer optimizer(int parameterCount);

  /** Gradients that a step takes at most. */
  default int iterations() {
    return 1;
  }

  /** Whether gradients of different tasks mislead it. */
  default boolean needsOneBatch() {
    return false;
  }

  /** Bytes of its state, at most. */
  default double bytes(double parameterCount) {
    return 2 * Float.BYTES * parameterCount;
  }

  /**
   * Adam (Kingma and Ba, 2015) with bias correction.
   *
   * @see <a href="https://arxiv.org/abs/1412.6980">algorithm 1</a>
   */
  record Adam(double learningRate, double beta1, double beta2, double epsilon)
      implements OptimizerSpec {
    public Adam {
      requireAdam(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public Optimizer optimizer(int parameterCount) {
      return new AdamW(learningRate, beta1, beta2, epsilon, 0).optimizer(parameterCount);
    }
  }

  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter, 2019): in each step every parameter
   * also loses {@code rate weightDecay} of itself.
   *
   * @param weightDecay multiplied by the learning rate, as in PyTorch and optax
   * @see <a href="https://arxiv.org/abs/1711.05101">algorithm 2</a>
   */
  record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
      implements OptimizerSpec {
    public AdamW {
      requireAdam(learningRate, beta1, beta2, epsilon);
      require(weightDecay >= 0, "weightDecay", weightDecay, "0 or more");
    }

    @Override
    public Optimizer optimizer(int parameterCount) {
      return new org.iclsweep.optim.AdamW(this, parameterCount);
    }
  }

  /**
   * Stochastic gradient descent with heavy-ball momentum (Polyak, 1964).
   *
   * @param momentum share of the velocity that a step keeps; 0 means plain gradient descent
   */
  record Sgd(double learningRate, double momentum) implements OptimizerSpec {
    public Sgd {
      require(learningRate > 0, "learningRate", learningRate, "positive");
      require(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
    }

    @Override
    public Optimizer optimizer(int parameterCount) {
      return new org.iclsweep.optim.Sgd(this, parameterCount);
    }
  }

  /**
   * L-BFGS without line search, as PyTorch has it.
   *
   * @param learningRate share of the quasi-Newton direction that is taken
   * @param memory moves that the direction is made of
   * @param iterations of a step, at most
   * @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal (1989)</a>
   */
  record Lbfgs(double learningRate, int memory, int iterations) implements OptimizerSpec {
    public Lbfgs {
      require(learningRate > 0, "learningRate", learningRate, "positive");
      atLeastOne("memory", memory);
      atLeastOne("iterations", iterations);
    }

    @Override
    public Optimizer optimizer(int parameterCount) {
      return new org.iclsweep.optim.Lbfgs(this, parameterCount);
    }

    @Override
    public boolean needsOneBatch() {
      return true;
    }

    @Override
    public double bytes(double parameterCount) {
      return (2.0 * memory + 4) * Double.BYTES * parameterCount;
    }
  }

  private static void requireAdam(double learningRate, double beta1, double beta2, double epsilon) {
    require(learningRate > 0, "learningRate", learningRate, "positive");
    require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
    require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
    require(epsilon > 0, "epsilon", epsilon, "positive");
  }
}
