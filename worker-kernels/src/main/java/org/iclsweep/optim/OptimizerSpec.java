package org.iclsweep.optim;

import java.io.Serializable;

/** An optimizer, as data. */
public sealed interface OptimizerSpec extends Serializable {

  /** The update rule with fresh state for this many parameters. */
  Optimizer optimizer(int parameterCount);

  /**
   * Adam (Kingma and Ba, 2015) with bias correction and a constant learning rate.
   *
   * @see <a href="https://arxiv.org/abs/1412.6980">algorithm 1</a>
   */
  record Adam(double learningRate, double beta1, double beta2, double epsilon)
      implements OptimizerSpec {
    public Adam {
      require(learningRate > 0, "learningRate", learningRate, "positive");
      require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
      require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
      require(epsilon > 0, "epsilon", epsilon, "positive");
    }

    @Override
    public Optimizer optimizer(int parameterCount) {
      return new org.iclsweep.optim.Adam(this, parameterCount);
    }

    private static void require(boolean holds, String name, double value, String rule) {
      if (!holds) {
        throw new IllegalArgumentException(name + " is " + value + ", must be " + rule);
      }
    }
  }
}
