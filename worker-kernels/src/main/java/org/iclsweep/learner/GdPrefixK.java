package org.iclsweep.learner;

import static org.iclsweep.spec.Requirements.require;

import java.util.Set;

/**
 * As many steps of gradient descent as the model has layers, or as are asked for, or what else is a
 * polynomial with as many terms.
 *
 * @param terms K
 * @param by what tells K
 */
public record GdPrefixK(int terms, NewestPair newestPair, Set<Dependence> by)
    implements PrefixPolynomial {

  /** Beyond that, in double, powers of A are no longer told apart. */
  private static final int MOST_TERMS = 8;

  /** Whatever tells K. */
  static final GdPrefixK ANY =
      new GdPrefixK(2, NewestPair.USED, Set.of(Dependence.DEPTH, Dependence.PREFIX_STEPS));

  public GdPrefixK {
    require(terms >= 1 && terms <= MOST_TERMS, "terms", terms, "1 to " + MOST_TERMS);
    by = Set.copyOf(by);
  }

  /** Of a model with so many layers. */
  public GdPrefixK(int terms, NewestPair newestPair) {
    this(terms, newestPair, Set.of(Dependence.DEPTH));
  }

  /** Of so many steps, whatever the model. */
  public static GdPrefixK asked(int steps, NewestPair newestPair) {
    return new GdPrefixK(steps, newestPair, Set.of(Dependence.PREFIX_STEPS));
  }

  /** Refuses more terms than are told apart. */
  public static void requireTerms(int terms) {
    if (terms > MOST_TERMS) {
      throw new IllegalArgumentException(
          "gd-prefix-k would have %s terms, and double precision tells %s of them apart"
              .formatted(terms, MOST_TERMS));
    }
  }

  @Override
  public String label() {
    return "gd-prefix-k";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return by;
  }

  /** At depth 1 it is gd-prefix, unless more steps are asked for. */
  @Override
  public boolean isAlignedAt(int depth) {
    return depth > 1;
  }

  @Override
  public GdPrefixK beside(TrialSettings trial) {
    int steps = trial.baselines().prefixSteps();
    NewestPair newest = trial.baselines().newestPair();
    return steps > 0 ? asked(steps, newest) : new GdPrefixK(trial.model().depth(), newest);
  }
}
