package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.TrialRecord.OodPoint;

/**
 * Losses on shifted tasks; the draws are the same for every α and predictor, so that curves are
 * paired.
 */
record OodCurves() implements Taking<OodPoint> {

  /** Of a model, and of what is halfway to the learner that it should have become. */
  @Override
  public List<OodPoint> atEnd(MeasuredModel model) {
    if (model.spec().measure().ood().points() == 0) {
      return List.of();
    }
    List<OodPoint> points = points(model, MeasuredModel.NAME, model.predictor());
    if (model.interpolated() != null) {
      points.addAll(points(model, "interpolated", model.interpolated()));
    }
    return points;
  }

  private static List<OodPoint> points(MeasuredModel model, String name, Predictor predictor) {
    MeasureSpec measure = model.spec().measure();
    return points(model.spec().task(), measure.evalSeed(), measure.ood(), name, predictor);
  }

  @Override
  public List<OodPoint> ofLearner(MeasuredLearner learner) {
    LearnerSpec spec = learner.spec();
    return points(spec.task(), spec.evalSeed(), spec.ood(), learner.name(), learner.predictor());
  }

  /** All points of one predictor. */
  static List<OodPoint> points(
      TaskSpec task, long seed, OodSpec spec, String name, Predictor predictor) {
    List<OodPoint> points = new ArrayList<>();
    spec.alphas()
        .forEach(
            (shift, alphas) -> {
              for (double alpha : alphas) {
                EvaluationSet set =
                    new EvaluationSet(
                        InContext.of(task).shifted(shift, alpha), Stream.OOD, seed, spec.tasks());
                Loss loss = Evaluator.loss(predictor, set);
                points.add(new OodPoint(shift, alpha, name, loss.mean(), loss.standardError()));
              }
            });
    return points;
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    int predictors = trial.canInterpolate() ? 2 : 1;
    return predictors * trial.measure().ood().shifted() * (prices.network() + prices.shift());
  }

  @Override
  public double flops(LearnerSpec learner, Prices prices) {
    return learner.ood().shifted()
        * (learner.learner().answerFlops(learner.task(), prices) + prices.shift());
  }
}
