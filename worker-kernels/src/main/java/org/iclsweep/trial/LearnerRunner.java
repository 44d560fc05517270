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
import org.iclsweep.trial.Rollouts.RolloutPoint;
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
    return TrialRecord.ended(Outcome.COMPLETED)
        .zeroLoss(zero.mean(), zero.standardError())
        .finalLoss(loss.mean(), loss.standardError())
        .with(Measures.OOD, ood.points(spec.kind().label(), fit.predictor()))
        .with(Measures.LEARNERS, List.of(learner))
        .with(Measures.WEIGHTS, fit.trained() == null ? List.of() : FinalWeights.of(fit.trained()))
        .with(Measures.ROLLOUTS, rollouts(spec, fit, set))
        .with(Measures.SPECTRA, Spectra.of(set, spec.spectrumGammas()))
        .build();
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
