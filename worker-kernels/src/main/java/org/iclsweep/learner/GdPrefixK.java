package org.iclsweep.learner;

import static org.iclsweep.spec.Requirements.require;

import java.util.List;
import java.util.Set;
import org.iclsweep.task.TaskSpec;

/**
 * As many steps of gradient descent as the model has layers, or as are asked for, or what else is a
 * polynomial with as many terms; or steps of given rates.
 *
 * @param terms K
 * @param by what tells K
 * @param rates of the steps; empty for the best polynomial
 */
public record GdPrefixK(int terms, NewestPair newestPair, Set<Dependence> by, List<Double> rates)
    implements PrefixPolynomial {

  /** Beyond that, in double, powers of A are no longer told apart. */
  private static final int MOST_TERMS = 8;

  /** Whatever tells K. */
  static final GdPrefixK ANY =
      new GdPrefixK(
          2, NewestPair.USED, Set.of(Dependence.DEPTH, Dependence.PREFIX_STEPS), List.of());

  public GdPrefixK {
    rates = List.copyOf(rates);
    require(
        terms >= 1 && (terms <= MOST_TERMS || !rates.isEmpty()),
        "terms",
        terms,
        "1 to " + MOST_TERMS);
    by = Set.copyOf(by);
  }

  /** Of a model with so many layers. */
  public GdPrefixK(int terms, NewestPair newestPair) {
    this(terms, newestPair, Set.of(Dependence.DEPTH), List.of());
  }

  /** Of so many steps, whatever the model. */
  public static GdPrefixK asked(int steps, NewestPair newestPair) {
    return new GdPrefixK(steps, newestPair, Set.of(Dependence.PREFIX_STEPS), List.of());
  }

  /** Steps of these rates, whatever the model. */
  public static GdPrefixK of(List<Double> rates, NewestPair newestPair) {
    return new GdPrefixK(rates.size(), newestPair, Set.of(Dependence.PREFIX_STEPS), rates);
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
    List<Double> given = trial.baselines().prefixRates();
    if (!given.isEmpty()) {
      return of(given, newest);
    }
    return steps > 0 ? asked(steps, newest) : new GdPrefixK(trial.model().depth(), newest);
  }

  @Override
  public LearnerFit fit(TaskSpec task, long seed) {
    return rates.isEmpty()
        ? PrefixPolynomial.super.fit(task, seed)
        : LearnerFit.of(new Rates(PrefixPolynomial.coefficients(rates), List.of()));
  }

  @Override
  public double searched() {
    return rates.isEmpty() ? PrefixPolynomial.super.searched() : 0;
  }
}
