package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.CopySensitivity;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Sensitivities.Sensitivity;

/**
 * Whether the first layer copies, over the steps.
 *
 * <p><b>Cost.</b> For each token but two a pass of one layer, at every point.
 *
 * @param tasks over which it is measured, the first of the evaluation set
 */
public record Sensitivities(int tasks) implements Taking<Sensitivity> {

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

  public Sensitivities {
    atLeastOne("sensitivityTasks", tasks);
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    InContext.of(task);
  }

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<Sensitivity> atPoints(MeasuredModel model) {
    CopySensitivity first = new CopySensitivity(model.network(), model.evaluation().first(tasks));
    return point -> {
      CopySensitivity.Measured norms = first.measure();
      return List.of(
          new Sensitivity(
              point.step(), norms.own(), norms.next(), norms.other(), norms.otherWithNext()));
    };
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    double layer = prices.training() / trial.model().depth();
    return trial.points() * tasks * (prices.draw() + (trial.task().tokens() - 2) * layer);
  }
}
