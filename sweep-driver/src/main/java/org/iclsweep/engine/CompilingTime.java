package org.iclsweep.engine;

import java.time.Duration;
import org.iclsweep.model.ModelCost;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.sweep.Plan;

/**
 * What compiling adds to a study on a machine where nothing has run: all code once, and code for
 * the products of each shape of model and task once they have had work enough.
 *
 * <pre>  {@link #START} + shapes min({@link #OWN_CODE}, training of a shape / 4)  </pre>
 */
final class CompilingTime {

  /** A core's time until the first trial runs as fast as later ones. */
  static final Duration START = Duration.ofMillis(2500);

  /** A core's time for the code of one shape. */
  static final Duration OWN_CODE = Duration.ofMillis(1500);

  /** Shapes that are looked at, so that a plan of any length is soon answered. */
  private static final int LOOKED_AT = 10_000;

  private CompilingTime() {}

  /**
   * Of a plan.
   *
   * @param training a core's time for all its trials
   */
  static Duration of(Plan plan, Duration training) {
    long shapes =
        plan.distinct(CompilingTime::isShape)
            .limit(LOOKED_AT)
            .map(trial -> ModelCost.of(trial.spec().model(), trial.spec().task()))
            .distinct()
            .count();
    Duration share = training.dividedBy(4 * shapes);
    Duration each = share.compareTo(OWN_CODE) < 0 ? share : OWN_CODE;
    return START.plus(each.multipliedBy(shapes));
  }

  private static boolean isShape(Parameter<?> parameter) {
    String path = parameter.path();
    return path.startsWith("task.") || path.startsWith("model.") && !path.startsWith("model.init.");
  }
}
