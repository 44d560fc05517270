package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.learner.Learner;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.TaskSpec;

/**
 * A learner to be fitted and measured once for all trials that are held against it: what that
 * depends on, and no more.
 *
 * @param learner with all that it depends on beside its tasks
 * @param task the distribution it is fitted to
 * @param evalTasks tasks of the evaluation set
 * @param evalSeed seed of the evaluation set
 * @param ood out-of-distribution curves
 * @param asked what else is measured of it
 */
public record LearnerSpec(
    Learner learner,
    TaskSpec task,
    int evalTasks,
    long evalSeed,
    OodSpec ood,
    List<Taking<?>> asked)
    implements Serializable {

  public LearnerSpec {
    asked = List.copyOf(asked);
  }

  /** The same for the tasks of one trial, which may be rotated. */
  LearnerSpec on(TaskSpec tasks) {
    return new LearnerSpec(learner, tasks.canonical(), evalTasks, evalSeed, ood, asked);
  }

  public LearnerKind kind() {
    return learner.kind();
  }

  /** Fits the learner; a function of this alone. */
  public LearnerFit fit() {
    return learner.fit(task, evalSeed);
  }

  /** The learner at work, from what its fit found. */
  public Predictor predictor(LearnerFit fit) {
    return learner.predictor(task, fit);
  }
}
