package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.learner.PerceptronSpec;
import org.iclsweep.measure.RolloutSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.RepeatedLayer;
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

  public TrialSpec {
    if (measure.rollout().points() > 0) {
      RepeatedLayer.require(model, task.layout());
    }
  }

  /**
   * The learner of this kind that the trial is held against, without anything that makes no
   * difference to it, so that trials which can share a fit have equal specs.
   */
  public LearnerSpec learner(LearnerKind kind) {
    boolean layers = kind.isGradientDescent();
    return new LearnerSpec(
        kind,
        kind.steps(model.depth()),
        !kind.isPerLayer(model.depth(), model.tied()),
        layers ? model.tokenClip() : 0,
        kind == LearnerKind.RIDGE ? ridge() : 0,
        kind == LearnerKind.MLP_GD ? perceptron() : null,
        task.laidOut(TokenLayout.CONCATENATED),
        measure.evalTasks(),
        measure.evalSeed(),
        measure.ood(),
        kind == LearnerKind.GD ? measure.rollout() : RolloutSpec.NONE,
        kind == LearnerKind.LEAST_SQUARES ? measure.spectrumGammas() : List.of());
  }

  /** Trained as long as the model is. */
  private PerceptronSpec perceptron() {
    return PerceptronSpec.of(model, training.steps(), training.batch());
  }

  private double ridge() {
    return measure.ridge() > 0 ? measure.ridge() : LearnerFit.bayesRidge(task);
  }
}
