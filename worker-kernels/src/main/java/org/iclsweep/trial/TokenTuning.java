package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import org.iclsweep.measure.ShownPairs;
import org.iclsweep.measure.TokenVectors;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.OptimizerSpec;

/**
 * How vectors that stand among tokens are trained beside a network that stays as it is: by Adam, on
 * new tasks in every step.
 *
 * @param steps of Adam; 0 for none, and no such vectors
 * @param rate its learning rate, constant
 * @param batch tasks of a step
 */
public record TokenTuning(int steps, double rate, int batch) implements Serializable {

  /** No such vectors. */
  public static final TokenTuning NONE = new TokenTuning(0, 1e-3, 1);

  public TokenTuning {
    require(steps >= 0, "steps", steps, "0 or more");
    positive("rate", rate);
    atLeastOne("batch", batch);
  }

  /** Whether there are such vectors. */
  boolean isAsked() {
    return steps > 0;
  }

  /** Tasks that it draws. */
  double tasks() {
    return (double) steps * batch;
  }

  /**
   * Trains vectors in place.
   *
   * @param before steps of the same seed that have drawn tasks already
   */
  void tune(TokenVectors vectors, ShownPairs pairs, long seed, int before) {
    Optimizer adam =
        new OptimizerSpec.Adam(rate, 0.9, 0.999, 1e-8).optimizer(vectors.values().length);
    for (int step = 1; step <= steps; step++) {
      pairs.gradient(seed, before + step, batch);
      adam.step(vectors.values(), vectors.gradient(), 1f);
    }
  }
}
