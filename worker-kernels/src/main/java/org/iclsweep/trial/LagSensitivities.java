package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.LagSensitivity;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.LagSensitivities.SensitivityAtLag;

/**
 * How a token behind the first layer depends on the observations before it, over the steps: {@link
 * LagSensitivity}.
 *
 * <p><b>Cost.</b> For every position and every channel of the stream a pass of one layer, at every
 * point.
 *
 * @param tasks over which it is measured, the first of the evaluation set
 * @param lags the largest one that is told alone
 * @param positions of the tokens, from 1; the last one where there are none
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), figure 16</a>
 */
public record LagSensitivities(int tasks, int lags, List<Integer> positions)
    implements Taking<SensitivityAtLag> {

  /**
   * A lag.
   *
   * @param step optimizer steps done
   * @param position t of the token behind the layer, from 1
   * @param lag observations back, 0 for the token's own; {@code null} for the mean over all that
   *     lie further back
   * @param sensitivity mean over sequences and channels of the norm of a channel's derivative
   */
  public record SensitivityAtLag(int step, int position, Integer lag, double sensitivity)
      implements Serializable {}

  public LagSensitivities {
    positions = List.copyOf(positions);
    atLeastOne("tasks", tasks);
    require(lags >= 0, "lags", lags, "0 or more");
    positions.forEach(t -> atLeastOne("position", t));
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    int length = Dynamics.of(task).length();
    Probes.requirePositions(positions, length);
    Probes.requireLags(lags, positions, length);
  }

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<SensitivityAtLag> atPoints(MeasuredModel model) {
    List<Integer> at = at(model.spec().task());
    LagSensitivity first =
        new LagSensitivity(model.network(), model.evaluation().first(tasks), lags, at);
    return point ->
        first.measure().stream()
            .map(
                each ->
                    new SensitivityAtLag(
                        point.step(), each.position(), each.lag(), each.sensitivity()))
            .toList();
  }

  private List<Integer> at(TaskSpec task) {
    return positions.isEmpty() ? List.of(task.tokens()) : positions;
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    double layer = (prices.training() - prices.draw()) / trial.model().depth();
    double passes =
        (double) at(trial.task()).size() * trial.model().width(trial.task().tokenWidth());
    return trial.points() * tasks * (prices.draw() + passes * layer);
  }
}
