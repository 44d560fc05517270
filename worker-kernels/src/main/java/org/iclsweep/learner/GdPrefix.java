package org.iclsweep.learner;

import java.util.Set;

/**
 * One step of gradient descent on all pairs of states that a sequence has shown, from 0, at the
 * best rate for all its states: what one layer of causal linear attention can be.
 *
 * <pre>  ŝ_{t+1} = η B_t s_t = η Σ_{j≤t} s_j ⟨s_{j-1}, s_t⟩  </pre>
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), proposition 1</a>
 */
public record GdPrefix(NewestPair newestPair) implements PrefixPolynomial {

  @Override
  public String label() {
    return "gd-prefix";
  }

  @Override
  public int terms() {
    return 1;
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of();
  }

  @Override
  public GdPrefix beside(TrialSettings trial) {
    return new GdPrefix(trial.baselines().newestPair());
  }
}
