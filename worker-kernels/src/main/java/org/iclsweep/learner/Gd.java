package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.ROLLOUT;
import static org.iclsweep.learner.Dependence.TOKEN_CLIP;

import java.util.Set;
import org.iclsweep.measure.RolloutSpec;

/**
 * As many steps of gradient descent as the model has layers, one searched learning rate.
 *
 * @param rollout roll-outs of its one layer
 */
public record Gd(int steps, double tokenClip, RolloutSpec rollout) implements GradientDescent {

  @Override
  public String label() {
    return "gd";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH, TOKEN_CLIP, ROLLOUT);
  }

  @Override
  public Gd beside(TrialSettings trial) {
    return new Gd(trial.model().depth(), trial.model().tokenClip(), trial.rollout());
  }

  @Override
  public boolean isAlignedAt(int depth) {
    return true;
  }
}
