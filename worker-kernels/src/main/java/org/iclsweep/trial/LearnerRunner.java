package org.iclsweep.trial;

import org.iclsweep.learner.LearnerFit;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.Predictor;
import org.iclsweep.random.Stream;

/** Fits a learner and measures it on the tasks that models will be measured on. */
public final class LearnerRunner {

  private LearnerRunner() {}

  /** The record of a learner; a function of the spec alone. */
  public static TrialRecord run(LearnerSpec spec) {
    LearnerFit fit = spec.fit();
    Predictor predictor = spec.predictor(fit);
    EvaluationSet set =
        new EvaluationSet(spec.task(), Stream.EVAL, spec.evalSeed(), spec.evalTasks());
    Loss zero = Evaluator.zeroLoss(predictor, set);
    Loss loss = Evaluator.loss(predictor, set);
    MeasuredLearner learner = new MeasuredLearner(spec, fit, predictor, set, loss);
    TrialRecord.Builder record =
        TrialRecord.ended(Outcome.COMPLETED)
            .zeroLoss(zero.mean(), zero.standardError())
            .finalLoss(loss.mean(), loss.standardError());
    Measures.ALL.forEach(measure -> add(measure, learner, record));
    return record.build();
  }

  private static <R extends Record> void add(
      Measure<R> measure, MeasuredLearner learner, TrialRecord.Builder record) {
    record.with(measure, measure.in(learner.spec().asked()).ofLearner(learner));
  }
}
