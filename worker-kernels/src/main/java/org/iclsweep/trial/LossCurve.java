package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.learner.Prices;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * Losses over the steps.
 *
 * <p><b>Cost.</b> The evaluation tasks at every point, and how the answers depend on the query.
 */
record LossCurve() implements Taking<CurvePoint> {

  private static final double BYTES_A_POINT = 128;

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<CurvePoint> atPoints(MeasuredModel model) {
    return List::of;
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    return trial.points() * trial.measure().evalTasks() * prices.sensitivity();
  }

  @Override
  public double bytes(TrialSpec trial) {
    return trial.points() * BYTES_A_POINT;
  }
}
