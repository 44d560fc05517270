package org.iclsweep.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.model.RepeatedLayer;

/**
 * Losses of one layer that is applied again and again, read after every application, in one pass
 * over the tasks.
 *
 * <p>Sums run in double, over the tasks in their order. Some tasks diverge: one of them rules the
 * mean over all, so there is another over those that are told to be stable.
 *
 * <p><b>Cost.</b> {@code steps} applications of the layer a task.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), figures 1 and 10</a>
 */
public final class Rollout {

  private final BitSet stable;
  private final double[] sums;
  private final double[] stableSums;

  /**
   * Losses after one application.
   *
   * @param step applications so far, from 1
   * @param loss mean over the tasks
   * @param stableLoss mean over the stable ones; {@code null} where it is not known which are, NaN
   *     where none is
   */
  public record Point(int step, double loss, Double stableLoss) {}

  private Rollout(int steps, BitSet stable) {
    this.stable = stable;
    sums = new double[steps];
    stableSums = new double[steps];
  }

  /**
   * The losses after 1 to {@code steps} applications.
   *
   * @param stable which tasks of the set are stable; {@code null} where it is not known
   */
  public static List<Point> of(RepeatedLayer layer, int steps, EvaluationSet set, BitSet stable) {
    Rollout rollout = new Rollout(steps, stable);
    Evaluator.forEachBlock(
        layer.block(), set, (block, tasks) -> rollout.add(layer, block * LaneMatrix.LANES, tasks));
    return rollout.points(set.tasks());
  }

  private void add(RepeatedLayer layer, int first, int tasks) {
    layer.restart();
    for (int step = 0; step < sums.length; step++) {
      LaneMatrix labels = layer.apply();
      for (int lane = 0; lane < tasks; lane++) {
        float answer = layer.readOut().answer(labels.get(0, 0, lane));
        double error = (double) layer.block().targets().get(0, 0, lane) - answer;
        double loss = 0.5 * error * error;
        sums[step] += loss;
        if (stable != null && stable.get(first + lane)) {
          stableSums[step] += loss;
        }
      }
    }
  }

  private List<Point> points(int tasks) {
    List<Point> points = new ArrayList<>();
    for (int step = 0; step < sums.length; step++) {
      Double stableLoss =
          stable == null ? null : (Double) (stableSums[step] / stable.cardinality());
      points.add(new Point(step + 1, sums[step] / tasks, stableLoss));
    }
    return points;
  }
}
