package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.trial.PositionLosses.PositionLoss;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * The loss at every position that a task answers, over the steps: how it falls with what a sequence
 * has shown so far.
 *
 * <p>It is half the squared error, of several features their sum, in double; their mean over the
 * positions is the loss of the curve.
 *
 * <p><b>Cost.</b> The tasks are answered for the curve anyway.
 */
public record PositionLosses() implements Taking<PositionLoss> {

  /**
   * A position.
   *
   * @param step optimizer steps done
   * @param position of the token whose answer it is, from 1
   * @param loss mean over the evaluation tasks
   * @param lossStandardError standard error of that mean
   */
  public record PositionLoss(int step, int position, double loss, double lossStandardError)
      implements Serializable {}

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<PositionLoss> atPoints(MeasuredModel model) {
    return new InTraining(model.network().block().targets());
  }

  private static final class InTraining implements AtPoints<PositionLoss> {
    private final LaneMatrix targets;
    private List<Evaluator.LossSum> sums;

    InTraining(LaneMatrix targets) {
      this.targets = targets;
      sums = fresh();
    }

    private List<Evaluator.LossSum> fresh() {
      return Stream.generate(Evaluator.LossSum::new).limit(targets.rows()).toList();
    }

    @Override
    public void see(int block, int tasks, LaneMatrix predictions) {
      for (int t = 0; t < targets.rows(); t++) {
        for (int lane = 0; lane < tasks; lane++) {
          sums.get(t).add(Evaluator.loss(targets, predictions, t, lane));
        }
      }
    }

    @Override
    public List<PositionLoss> at(CurvePoint point) {
      List<PositionLoss> losses = new ArrayList<>();
      for (int t = 0; t < sums.size(); t++) {
        Loss loss = sums.get(t).loss();
        losses.add(new PositionLoss(point.step(), t + 1, loss.mean(), loss.standardError()));
      }
      sums = fresh();
      return losses;
    }
  }
}
