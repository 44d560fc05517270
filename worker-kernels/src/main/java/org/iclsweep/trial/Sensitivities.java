package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.measure.CopySensitivity;

/** Whether the first layer copies, over the steps. */
public final class Sensitivities {

  /**
   * How the first layer's outputs depend on the tokens, where inputs and labels take turns: norms
   * of the mean derivative, over tasks, of the sum of a token's outputs by a token's own features.
   *
   * @param step optimizer steps done
   * @param own by the token itself
   * @param next by the one behind it
   * @param other by the remaining tokens, a mean
   * @param otherWithNext by all but itself, their sum divided by the number of the remaining
   */
  public record Sensitivity(int step, double own, double next, double other, double otherWithNext)
      implements Serializable {}

  private Sensitivities() {}

  static AtPoints<Sensitivity> of(MeasuredModel model) {
    int tasks = model.spec().measure().sensitivityTasks();
    if (tasks == 0) {
      return point -> List.of();
    }
    CopySensitivity first = new CopySensitivity(model.network(), model.evaluation().first(tasks));
    return point -> {
      CopySensitivity.Measured norms = first.measure();
      return List.of(
          new Sensitivity(
              point.step(), norms.own(), norms.next(), norms.other(), norms.otherWithNext()));
    };
  }
}
