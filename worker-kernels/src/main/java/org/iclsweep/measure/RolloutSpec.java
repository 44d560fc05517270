package org.iclsweep.measure;

import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;

/**
 * Roll-outs of one layer, as data.
 *
 * @param steps times that the layer is applied; 0 for no roll-out
 * @param dampenings values of λ, by which updates are multiplied; a roll-out each
 */
public record RolloutSpec(int steps, List<Double> dampenings) implements Serializable {

  /** No roll-out. */
  public static final RolloutSpec NONE = new RolloutSpec(0, List.of());

  public RolloutSpec {
    require(steps >= 0, "steps", steps, "at least 1, or 0 for no roll-out");
    dampenings = List.copyOf(dampenings);
    dampenings.forEach(dampening -> positive("dampening", dampening));
  }

  /** Applications of the layer in all roll-outs together. */
  public int points() {
    return steps * dampenings.size();
  }
}
