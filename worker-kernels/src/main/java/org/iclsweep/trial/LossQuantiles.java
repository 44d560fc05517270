package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.require;

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
 *
 * @param probabilities of the quantiles that are kept
 */
public record LossQuantiles(List<Double> probabilities) implements Taking<QuantilePoint> {

  /**
   * A quantile.
   *
   * @param step optimizer steps done
   * @param probability share of the tasks whose loss is at most that
   * @param loss the quantile
   */
  public record QuantilePoint(int step, double probability, double loss) implements Serializable {}

  public LossQuantiles {
    probabilities = List.copyOf(probabilities);
    probabilities.forEach(p -> require(p >= 0 && p <= 1, "quantile", p, "in [0, 1]"));
  }

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<QuantilePoint> atPoints(MeasuredModel model) {
    LaneMatrix targets = model.network().block().targets();
    double[] losses = new double[model.evaluation().tasks()];
    return new AtPoints<>() {
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
    };
  }
}
