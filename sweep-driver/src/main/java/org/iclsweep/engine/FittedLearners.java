package org.iclsweep.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.LearnerSpec;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;

/**
 * The learners of a plan as the table has them, for the trials that are held against them. A
 * learner that failed fails these trials too, each with its name.
 */
final class FittedLearners implements Serializable {
  private static final long serialVersionUID = 1;

  private final Map<LearnerSpec, TrialRecord> fitted = new HashMap<>();
  private final Map<LearnerSpec, LearnerFailedException> failures = new HashMap<>();

  /** Takes in a learner's row. */
  void add(LearnerTrial learner, TrialRecord record) {
    if (record.learners().isEmpty()) {
      String message =
          "learner %s (trial_id %s) %s: %s%s"
              .formatted(
                  learner.spec().kind().label(),
                  learner.id(),
                  record.outcome().label(),
                  record.failureClass() == null ? "" : record.failureClass() + ": ",
                  record.failureMessage());
      failures.put(learner.spec(), new LearnerFailedException(message, record.outcome()));
    } else {
      fitted.put(learner.spec(), record);
    }
  }

  /**
   * The records of what a trial is held against, in the order of its {@code against}; nothing for a
   * learner.
   *
   * @throws LearnerFailedException if one of them failed
   */
  List<TrialRecord> of(Trial trial) {
    List<TrialRecord> found = new ArrayList<>();
    if (trial instanceof TransformerTrial transformer) {
      for (LearnerKind kind : transformer.spec().measure().against()) {
        found.add(of(transformer.spec().learner(kind)));
      }
    }
    return found;
  }

  private TrialRecord of(LearnerSpec spec) {
    TrialRecord found = fitted.get(spec);
    if (found == null) {
      LearnerFailedException failure = failures.get(spec);
      throw failure != null
          ? failure
          : new LearnerFailedException(
              "learner " + spec.kind().label() + " is not in the table", Outcome.FAILED);
    }
    return found;
  }
}
