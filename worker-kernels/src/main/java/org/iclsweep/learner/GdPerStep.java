package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.TOKEN_CLIP;

import java.util.Set;
import org.iclsweep.task.TaskSpec;

/**
 * As many steps of gradient descent as the model has layers, each with a learning rate of its own,
 * trained.
 */
public record GdPerStep(int steps, double tokenClip) implements GradientDescent {

  @Override
  public String label() {
    return "gd-per-step";
  }

  @Override
  public boolean tied() {
    return steps == 1;
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH, TOKEN_CLIP);
  }

  @Override
  public GdPerStep beside(TrialSettings trial) {
    return new GdPerStep(trial.model().depth(), trial.model().tokenClip());
  }

  @Override
  public LearnerFit fit(TaskSpec task, long seed) {
    return LearnerFit.of(RateFit.rates(this, task, seed));
  }

  /** At depth 1 it is gd. */
  @Override
  public boolean isAlignedAt(int depth) {
    return depth > 1;
  }

  @Override
  public double searchTasks() {
    return RateFit.searchTasks(this);
  }

  @Override
  public double trainingTasks() {
    return RateFit.trainingTasks(this);
  }
}
