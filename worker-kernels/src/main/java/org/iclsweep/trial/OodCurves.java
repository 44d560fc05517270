package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Shift;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.TrialRecord.OodPoint;

/**
 * Losses on shifted tasks; the draws are the same for every α and predictor, so that curves are
 * paired.
 */
record OodCurves(TaskSpec task, long seed, OodSpec spec) {

  /** All points of one predictor. */
  List<OodPoint> points(String name, Predictor predictor) {
    List<OodPoint> points = new ArrayList<>();
    spec.alphas().forEach((shift, alphas) -> add(points, name, predictor, shift, alphas));
    return points;
  }

  private void add(
      List<OodPoint> points, String name, Predictor predictor, Shift shift, List<Double> alphas) {
    for (double alpha : alphas) {
      EvaluationSet set =
          new EvaluationSet(task.shifted(shift, alpha), Stream.OOD, seed, spec.tasks());
      Loss loss = Evaluator.loss(predictor, set);
      points.add(new OodPoint(shift, alpha, name, loss.mean(), loss.standardError()));
    }
  }
}
