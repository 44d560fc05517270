package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.EXAMPLES;
import static org.iclsweep.learner.Dependence.TOKEN_CLIP;

import java.util.Set;

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
    return false;
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH, TOKEN_CLIP, EXAMPLES);
  }

  @Override
  public GdPerStep beside(TrialSettings trial) {
    return new GdPerStep(trial.model().depth(), trial.model().tokenClip());
  }
}
