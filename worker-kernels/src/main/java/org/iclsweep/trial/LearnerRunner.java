package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.trial.FurtherMeasures.RolloutPoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/** Fits a learner and measures it on the tasks that models will be measured on. */
public final class LearnerRunner {

  private LearnerRunner() {}

  /** The record of a learner; a function of the spec alone. */
  public static TrialRecord run(LearnerSpec spec) {
    LearnerFit fit = LearnerFit.of(spec);
    EvaluationSet set =
        new EvaluationSet(spec.task(), Stream.EVAL, spec.evalSeed(), spec.evalTasks());
    Loss zero = Evaluator.zeroLoss(fit.predictor(), set);
    Loss loss = Evaluator.loss(fit.predictor(), set);
    FittedLearner learner =
        new FittedLearner(
            spec.kind(),
            loss.mean(),
            loss.standardError(),
            fit.learningRates(),
            fit.gammas(),
            spec.kind() == LearnerKind.RIDGE ? spec.ridge() : null,
            fit.bandwidth());
    OodCurves ood = new OodCurves(spec.task(), spec.evalSeed(), spec.ood());
    TrialRecord record =
        new TrialRecord(
            Outcome.COMPLETED,
            null,
            null,
            null,
            zero.mean(),
            loss.mean(),
            loss.standardError(),
            null,
            null,
            List.of(),
            List.of(),
            ood.points(spec.kind().label(), fit.predictor()),
            List.of(learner),
            fit.trained() == null ? List.of() : FinalWeights.of(fit.trained()));
    return record
        .withStandardErrors(zero.standardError(), null)
        .with(
            new FurtherMeasures(
                rollouts(spec, fit, set),
                List.of(),
                Spectra.of(set, spec.spectrumGammas()),
                List.of()));
  }

  private static List<RolloutPoint> rollouts(LearnerSpec spec, LearnerFit fit, EvaluationSet set) {
    if (spec.rollout().points() == 0) {
      return List.of();
    }
    Network network =
        LearnerFit.network(
            spec.task(), spec.depth(), spec.tokenClip(), fit.learningRates(), fit.gammas());
    return new Rollouts(set, spec.rollout()).points(spec.kind().label(), network);
  }
}
