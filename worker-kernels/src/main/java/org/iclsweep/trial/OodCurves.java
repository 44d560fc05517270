package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.learner.LearnerSpec;
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

  /** Of a model, and of what is halfway to the learner that it should have become. */
  static List<OodPoint> of(MeasuredModel model) {
    MeasureSpec measure = model.spec().measure();
    OodCurves curves = new OodCurves(model.spec().task(), measure.evalSeed(), measure.ood());
    List<OodPoint> points = new ArrayList<>(curves.points(MeasuredModel.NAME, model.predictor()));
    if (model.interpolated() != null) {
      points.addAll(curves.points("interpolated", model.interpolated()));
    }
    return points;
  }

  static List<OodPoint> of(MeasuredLearner learner) {
    LearnerSpec spec = learner.spec();
    return new OodCurves(spec.task(), spec.evalSeed(), spec.ood())
        .points(learner.name(), learner.predictor());
  }

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
