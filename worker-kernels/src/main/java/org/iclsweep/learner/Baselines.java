package org.iclsweep.learner;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.spi.Provided;
import org.iclsweep.task.TaskSpec;

/**
 * How learners are fitted and used that others may have fitted otherwise.
 *
 * @param rates that gradient descent whose steps share one tries, as rates of the sum over the
 *     examples, η/N; empty where the best of all is searched
 * @param examples that learners of pairs see
 * @param newestPair whether learners of sequences see it
 * @param solver that of second order
 * @param prefixSteps K of the polynomial of steps; 0 for the model's layers
 * @param prefixRates of these steps; empty where the best polynomial is fitted
 * @param provider of the learner that comes from outside
 */
public record Baselines(
    List<Double> rates,
    Examples examples,
    NewestPair newestPair,
    SolverSpec solver,
    int prefixSteps,
    List<Double> prefixRates,
    Provided provider)
    implements Serializable {

  /** The best rate, and all that has been shown. */
  public static final Baselines NONE = new Baselines(List.of(), Examples.ALL);

  /** Of pairs; sequences are learned as by default. */
  public Baselines(List<Double> rates, Examples examples) {
    this(rates, examples, NewestPair.USED, SolverSpec.DEFAULT, 0, List.of());
  }

  /** Of learners of this program alone. */
  public Baselines(
      List<Double> rates,
      Examples examples,
      NewestPair newestPair,
      SolverSpec solver,
      int prefixSteps,
      List<Double> prefixRates) {
    this(rates, examples, newestPair, solver, prefixSteps, prefixRates, Provided.NONE);
  }

  /** The same with a learner that comes from outside. */
  public Baselines with(Provided other) {
    return new Baselines(rates, examples, newestPair, solver, prefixSteps, prefixRates, other);
  }

  public Baselines {
    rates = List.copyOf(rates);
    prefixRates = List.copyOf(prefixRates);
  }

  /** The learner as it is beside these. */
  public Learner of(Learner learner) {
    return seesFewer() && learner.dependsOn().contains(Dependence.EXAMPLES)
        ? new AllButLast(learner)
        : learner;
  }

  /**
   * Refuses tasks whose first examples are no such tasks.
   *
   * @throws IllegalArgumentException if these are such, and examples are left out
   */
  public void refuse(TaskSpec task) {
    if (seesFewer()) {
      AllButLast.fewer(task);
    }
  }

  private boolean seesFewer() {
    return examples == Examples.ALL_BUT_LAST;
  }
}
