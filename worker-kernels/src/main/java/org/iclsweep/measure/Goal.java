package org.iclsweep.measure;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a model's loss has to come to: the loss of a learner that it is held against, or a loss
 * itself.
 *
 * @param learner the word for the learner; {@code null} for a loss itself
 * @param loss half the squared error, unless {@link #times} has changed that; NaN for a learner's
 */
public record Goal(String learner, double loss) implements Serializable {

  /** What holds where a study says nothing. */
  public static final Goal GRADIENT_DESCENT = of("gd");

  public Goal {
    require(
        learner == null ? loss > 0 : Double.isNaN(loss),
        "loss",
        loss,
        "above 0, or NaN for a learner's");
  }

  /** The loss of a learner. */
  public static Goal of(String learner) {
    return new Goal(learner, Double.NaN);
  }

  /** A loss itself. */
  public static Goal of(double loss) {
    return new Goal(null, loss);
  }

  /** Whether it is a loss itself. */
  public boolean isLoss() {
    return learner == null;
  }

  /**
   * The loss, if it is known; one that is given has no error.
   *
   * @param learners what a learner loses, by the word for it
   */
  public Optional<Loss> among(Function<String, Optional<Loss>> learners) {
    return isLoss() ? Optional.of(new Loss(loss, 0)) : learners.apply(learner);
  }

  /** The same where all losses are told times a factor. */
  public Goal times(double factor) {
    return isLoss() ? of(factor * loss) : this;
  }
}
