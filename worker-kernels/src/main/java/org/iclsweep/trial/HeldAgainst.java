package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/** What a model was held against; of a learner, itself. */
record HeldAgainst() implements Taking<FittedLearner> {

  @Override
  public List<FittedLearner> atAnyEnd(MeasuredModel model) {
    return model.learners();
  }

  @Override
  public List<FittedLearner> ofLearner(MeasuredLearner learner) {
    return learner.fitted();
  }
}
