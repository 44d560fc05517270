package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.trial.LossErrors.LossError;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * How well the evaluation tasks tell the mean loss, over the steps.
 *
 * <p><b>Cost.</b> The tasks are answered for the curve anyway.
 */
public record LossErrors() implements Taking<LossError> {

  /**
   * The error of a point of the curve.
   *
   * @param step optimizer steps done
   * @param loss mean over the evaluation tasks, that of the curve
   * @param lossStandardError of that mean
   */
  public record LossError(int step, double loss, double lossStandardError)
      implements Serializable {}

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<LossError> atPoints(MeasuredModel model) {
    LaneMatrix targets = model.network().block().targets();
    return new AtPoints<>() {
      private Evaluator.LossSum sum = new Evaluator.LossSum();

      @Override
      public void see(int block, int tasks, LaneMatrix predictions) {
        for (int lane = 0; lane < tasks; lane++) {
          sum.add(Evaluator.loss(targets, predictions, lane));
        }
      }

      @Override
      public List<LossError> at(CurvePoint point) {
        double error = sum.loss().standardError();
        sum = new Evaluator.LossSum();
        return List.of(new LossError(point.step(), point.evalLoss(), error));
      }
    };
  }
}
