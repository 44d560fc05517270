package org.iclsweep.optim;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/** How the learning rate changes over the steps of a training, as data. */
public sealed interface ScheduleSpec extends Serializable {

  /**
   * What the learning rate is multiplied by in one step.
   *
   * @param step from 1; the step after {@code t = step - 1} updates, which optax calls count t
   * @param steps steps of the whole training
   */
  double factor(int step, int steps);

  /** The learning rate stays as it is. */
  record Constant() implements ScheduleSpec {
    @Override
    public double factor(int step, int steps) {
      return 1;
    }
  }

  /**
   * The learning rate is halved after every so many steps.
   *
   * <pre>  factor(t) = 2^-floor(t / every)  </pre>
   *
   * @param every steps that have one rate: 1 to {@code every} have the full one
   * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023)</a>, whose released code
   *     halves before the update of its iteration t, from 0, where t is a multiple
   */
  record Halving(int every) implements ScheduleSpec {
    public Halving {
      require(every >= 1, "every", every, "at least 1");
    }

    @Override
    public double factor(int step, int steps) {
      return Math.scalb(1.0, -((step - 1) / every));
    }
  }

  /**
   * The learning rate rises linearly from 0, then falls along half a cosine.
   *
   * <pre>
   *   factor(t) = t / w                                               t &lt; w
   *   factor(t) = f + (1 - f) (1 + cos(π (t - w) / (D - w))) / 2      w ≤ t &lt; D
   *   factor(t) = f                                                   D ≤ t
   * </pre>
   *
   * <p>Step 1 has the factor 0 if there is a warm-up, and step w + 1 has 1, as in optax. A training
   * that ends within the warm-up has no more than the rise.
   *
   * @param warmupSteps w; 0 means no warm-up
   * @param decaySteps D, where the fall ends, warm-up included; 0 means the steps of the training
   * @param finalFraction f, of the learning rate
   * @see <a
   *     href="https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html">warmup_cosine_decay_schedule
   *     of optax, with init_value 0</a>
   */
  record WarmupCosine(int warmupSteps, int decaySteps, double finalFraction)
      implements ScheduleSpec {
    public WarmupCosine {
      require(warmupSteps >= 0, "warmupSteps", warmupSteps, "0 or more");
      require(
          decaySteps == 0 || decaySteps > warmupSteps,
          "decaySteps",
          decaySteps,
          "more than warmupSteps (" + warmupSteps + "), or 0 for all steps");
      require(
          finalFraction >= 0 && finalFraction <= 1, "finalFraction", finalFraction, "in [0, 1]");
    }

    @Override
    public double factor(int step, int steps) {
      int t = step - 1;
      int end = decaySteps == 0 ? steps : decaySteps;
      if (t < warmupSteps) {
        return (double) t / warmupSteps;
      }
      if (t >= end) {
        return finalFraction;
      }
      double fallen = (double) (t - warmupSteps) / (end - warmupSteps);
      // StrictMath's bits are specified, Math's are not
      double cosine = StrictMath.cos(Math.PI * fallen);
      return finalFraction + (1 - finalFraction) * (0.5 * (1 + cosine));
    }
  }
}
