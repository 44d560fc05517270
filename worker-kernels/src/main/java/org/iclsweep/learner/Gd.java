package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.EXAMPLES;
import static org.iclsweep.learner.Dependence.RATES;
import static org.iclsweep.learner.Dependence.TOKEN_CLIP;

import java.util.List;
import java.util.Set;
import org.iclsweep.task.InContext;

/**
 * As many steps of gradient descent as the model has layers, one searched learning rate.
 *
 * @param rates of the sum over the examples, η/N, the best of which is taken; empty where the best
 *     of all is searched
 */
public record Gd(int steps, double tokenClip, List<Double> rates) implements GradientDescent {

  public Gd {
    rates = List.copyOf(rates);
  }

  /** With a search. */
  public Gd(int steps, double tokenClip) {
    this(steps, tokenClip, List.of());
  }

  @Override
  public String label() {
    return "gd";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH, TOKEN_CLIP, RATES, EXAMPLES);
  }

  @Override
  public Gd beside(TrialSettings trial) {
    return new Gd(trial.model().depth(), trial.model().tokenClip(), trial.baselines().rates());
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    return rates.isEmpty()
        ? GradientDescent.super.fit(task, seed)
        : LearnerFit.of(
            new Rates(
                List.of(
                    RateSearch.bestOf(RateSearch.ofMeans(rates, task.context()), this, task, seed)),
                List.of()));
  }

  @Override
  public boolean isAlignedAt(int depth) {
    return true;
  }
}
