package org.iclsweep.trial;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Quantile;
import org.iclsweep.trial.LossQuantiles.QuantilePoint;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * Quantiles of the loss over the evaluation tasks, over the steps: where a few tasks rule the mean,
 * they tell what becomes of the others.
 *
 * <p>A task's loss is half its squared error, in double; quantiles are those of {@link Quantile}.
 * Losses that are no number count as the largest.
 *
 * <p><b>Cost.</b> The tasks are answered for the curve anyway; their losses are sorted.
 */
public final class LossQuantiles implements AtPoints<QuantilePoint> {

  /**
   * A quantile.
   *
   * @param step optimizer steps done
   * @param probability share of the tasks whose loss is at most that
   * @param loss the quantile
   */
  public record QuantilePoint(int step, double probability, double loss) implements Serializable {}

  private final List<Double> probabilities;
  private final LaneMatrix targets;
  private final double[] losses;

  private LossQuantiles(MeasuredModel model) {
    probabilities = model.spec().measure().quantiles();
    targets = model.network().block().targets();
    losses = new double[model.evaluation().tasks()];
  }

  static AtPoints<QuantilePoint> of(MeasuredModel model) {
    return model.spec().measure().quantiles().isEmpty()
        ? point -> List.of()
        : new LossQuantiles(model);
  }

  @Override
  public void see(int block, int tasks, LaneMatrix predictions) {
    for (int lane = 0; lane < tasks; lane++) {
      losses[block * LaneMatrix.LANES + lane] = Evaluator.loss(targets, predictions, lane);
    }
  }

  @Override
  public List<QuantilePoint> at(CurvePoint point) {
    Arrays.sort(losses);
    return probabilities.stream()
        .map(p -> new QuantilePoint(point.step(), p, Quantile.of(losses, p)))
        .toList();
  }
}
