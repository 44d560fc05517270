package org.iclsweep.learner;

import static org.iclsweep.spec.Requirements.require;

import java.util.Optional;
import java.util.Set;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.TaskSpec;

/**
 * As many steps of gradient descent as the model has layers, or what else is a polynomial with as
 * many terms.
 *
 * @param terms K
 */
public record GdPrefixK(int terms, NewestPair newestPair) implements PrefixPolynomial {

  /** Beyond that, in double, powers of A are no longer told apart. */
  private static final int MOST_TERMS = 8;

  public GdPrefixK {
    require(terms >= 1 && terms <= MOST_TERMS, "terms", terms, "1 to " + MOST_TERMS);
  }

  @Override
  public String label() {
    return "gd-prefix-k";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(Dependence.DEPTH);
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, TaskSpec task) {
    return PrefixPolynomial.super
        .unknownBeside(model, task)
        .or(
            () ->
                model.depth() <= MOST_TERMS
                    ? Optional.empty()
                    : Optional.of(
                        "gd-prefix-k has a term for every layer, and double precision tells "
                            + MOST_TERMS
                            + " of them apart"));
  }

  /** At depth 1 it is gd-prefix. */
  @Override
  public boolean isAlignedAt(int depth) {
    return depth > 1;
  }

  @Override
  public GdPrefixK beside(TrialSettings trial) {
    return new GdPrefixK(trial.model().depth(), trial.baselines().newestPair());
  }
}
