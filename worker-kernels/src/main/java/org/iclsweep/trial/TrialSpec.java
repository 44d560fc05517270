package org.iclsweep.trial;

import java.io.Serializable;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;

/**
 * One training run, described whole: equal descriptions give equal bits.
 *
 * @param seed of the initial weights and of the training tasks
 */
public record TrialSpec(
    long seed, ModelSpec model, TaskSpec task, TrainingSpec training, MeasureSpec measure)
    implements Serializable {

  /**
   * The learner of this kind that the trial is held against, without anything that makes no
   * difference to it, so that trials which can share a fit have equal specs.
   */
  public LearnerSpec learner(LearnerKind kind) {
    boolean leastSquares = kind == LearnerKind.LEAST_SQUARES;
    boolean perLayer = kind == LearnerKind.GD_PLUS_PLUS && model.depth() > 1 && !model.tied();
    return new LearnerSpec(
        kind,
        leastSquares ? 0 : model.depth(),
        !perLayer,
        leastSquares ? 0 : model.tokenClip(),
        task.laidOut(TokenLayout.CONCATENATED),
        measure.evalTasks(),
        measure.evalSeed(),
        measure.ood());
  }
}
