package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Predictor;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * A fitted learner, as measures see it.
 *
 * @param predictor the learner at work
 * @param evaluation the tasks that models will be measured on
 * @param loss on these
 */
record MeasuredLearner(
    LearnerSpec spec, LearnerFit fit, Predictor predictor, EvaluationSet evaluation, Loss loss) {

  /** What it is called among predictors. */
  String name() {
    return spec.kind().label();
  }

  List<FittedLearner> fitted() {
    return List.of(
        new FittedLearner(
            spec.kind(),
            loss.mean(),
            loss.standardError(),
            fit.learningRates(),
            fit.gammas(),
            fit.penalty(),
            fit.bandwidth()));
  }
}
