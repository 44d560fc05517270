package org.iclsweep.learner;

import java.util.Set;
import org.iclsweep.task.TaskSpec;

/** One step of gradient descent, searched learning rate, whatever the model's depth. */
public record GdOneStep(double tokenClip) implements GradientDescent {

  @Override
  public String label() {
    return "gd-one-step";
  }

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(Dependence.TOKEN_CLIP);
  }

  @Override
  public GdOneStep beside(TrialSettings trial) {
    return new GdOneStep(trial.model().tokenClip());
  }

  @Override
  public LearnerFit fit(TaskSpec task, long seed) {
    return LearnerFit.of(RateSearch.sharedRate(this, task, seed));
  }

  /** At depth 1 it is gd. */
  @Override
  public boolean isAlignedAt(int depth) {
    return depth > 1;
  }

  @Override
  public double searchTasks() {
    return RateSearch.TASKS;
  }
}
