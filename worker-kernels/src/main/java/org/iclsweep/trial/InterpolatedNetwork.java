package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.learner.Construction;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Interpolation;
import org.iclsweep.model.Network;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/** The network halfway between a trained one and the learner it should have become. */
final class InterpolatedNetwork {

  private InterpolatedNetwork() {}

  /**
   * GD at depth 1, GD++ above, is the other end. Null where weights {@link TrialSpec#canInterpolate
   * cannot be averaged} or that learner is not among those the trial is held against.
   */
  static Network of(Network trained, TrialSpec spec, List<FittedLearner> learners) {
    LearnerKind end = spec.model().depth() == 1 ? LearnerKind.GD : LearnerKind.GD_PLUS_PLUS;
    for (FittedLearner learner : learners) {
      if (spec.canInterpolate() && learner.kind() == end && learner.learningRates().size() == 1) {
        return between(trained, spec, learner);
      }
    }
    return null;
  }

  private static Network between(Network trained, TrialSpec spec, FittedLearner learner) {
    Network result =
        Construction.network(
            spec.inContext(),
            spec.model().depth(),
            spec.model().tokenClip(),
            learner.learningRates(),
            learner.gammas());
    Interpolation mean = Interpolation.between(trained.weights().get(0), result.weights().get(0));
    Construction.write(result.weights().get(0), mean.keyQuery(), mean.valueProjection());
    result.prepare();
    return result;
  }
}
