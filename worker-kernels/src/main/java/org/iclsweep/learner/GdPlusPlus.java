package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.TIED;
import static org.iclsweep.learner.Dependence.TOKEN_CLIP;

import java.util.Set;

/**
 * Gradient descent that also transforms the inputs, η and γ trained; shared by the layers or per
 * layer.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix A.10</a>
 */
public record GdPlusPlus(int steps, boolean tied, double tokenClip) implements GradientDescent {

  @Override
  public String label() {
    return "gd++";
  }

  @Override
  public boolean movesInputs() {
    return true;
  }

  @Override
  public Set<Dependence> dependsOn() {
    return steps > 1 ? Set.of(DEPTH, TIED, TOKEN_CLIP) : Set.of(DEPTH, TOKEN_CLIP);
  }

  @Override
  public GdPlusPlus beside(TrialSettings trial) {
    int depth = trial.model().depth();
    return new GdPlusPlus(depth, depth == 1 || trial.model().tied(), trial.model().tokenClip());
  }
}
