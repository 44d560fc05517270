package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.TOKEN_CLIP;

import java.util.Set;

/** As many steps of gradient descent as the model has layers, one searched learning rate. */
public record Gd(int steps, double tokenClip) implements GradientDescent {

  @Override
  public String label() {
    return "gd";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH, TOKEN_CLIP);
  }

  @Override
  public Gd beside(TrialSettings trial) {
    return new Gd(trial.model().depth(), trial.model().tokenClip());
  }

  @Override
  public boolean isAlignedAt(int depth) {
    return true;
  }
}
