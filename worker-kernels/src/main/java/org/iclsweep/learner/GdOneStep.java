package org.iclsweep.learner;

import java.util.Set;

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
}
