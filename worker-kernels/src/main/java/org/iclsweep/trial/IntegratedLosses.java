package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.model.IntegratedLoss;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.IntegratedLosses.IntegratedPoint;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * The loss at the evaluation contexts, integrated over teacher and query, over the steps: the mean
 * of the curve's loss with less of its chance.
 *
 * <p><b>Cost.</b> Answers to d teachers and d queries of every context, at every point.
 *
 * @see IntegratedLoss
 */
public record IntegratedLosses() implements Taking<IntegratedPoint> {

  /**
   * A point.
   *
   * @param step optimizer steps done
   * @param integratedLoss mean over the contexts of the evaluation tasks
   * @param integratedLossStandardError standard error of that mean
   */
  public record IntegratedPoint(int step, double integratedLoss, double integratedLossStandardError)
      implements Serializable {}

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    IntegratedLoss.refuse(model, task);
  }

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<IntegratedPoint> atPoints(MeasuredModel model) {
    return new InTraining(model.network().integrated());
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    double loss = 2 * IntegratedLoss.cost(trial.model(), trial.task()).forward();
    return trial.points() * trial.measure().evalTasks() * loss;
  }

  @Override
  public double bytes(TrialSpec trial) {
    return IntegratedLoss.bytes(trial.model(), trial.task());
  }

  private static final class InTraining implements AtPoints<IntegratedPoint> {
    private final IntegratedLoss integrated;
    private Evaluator.LossSum sum = new Evaluator.LossSum();

    InTraining(IntegratedLoss integrated) {
      this.integrated = integrated;
    }

    @Override
    public void see(int block, int tasks, LaneMatrix predictions) {
      if (block == 0) {
        integrated.prepare();
      }
      integrated.forward();
      for (int lane = 0; lane < tasks; lane++) {
        sum.add(integrated.loss(lane));
      }
    }

    @Override
    public List<IntegratedPoint> at(CurvePoint point) {
      Loss loss = sum.loss();
      sum = new Evaluator.LossSum();
      return List.of(new IntegratedPoint(point.step(), loss.mean(), loss.standardError()));
    }
  }
}
