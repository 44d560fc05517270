package org.iclsweep.learner;

import java.util.Set;
import org.iclsweep.task.TaskSpec;

/**
 * Ridge regression on what a sequence has shown, whose inverse some steps of a solver of second
 * order take the place of, with the values that its authors trained or others of the task's own:
 * {@link SolverRule}.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), proposition 2</a>
 */
public record SecondOrder(SolverSpec solver, NewestPair newestPair) implements PrefixLearner {

  /** Answers that the features of a sequence are worth. */
  private static final double FEATURES = 2;

  @Override
  public String label() {
    return "second-order";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(Dependence.SOLVER);
  }

  @Override
  public SecondOrder beside(TrialSettings trial) {
    return new SecondOrder(trial.baselines().solver(), trial.baselines().newestPair());
  }

  /** Looks up the values of its steps, or trains them. */
  @Override
  public LearnerFit fit(TaskSpec task, long seed) {
    return solver.values().areFitted() ? SolverFit.of(this, task, seed) : solver.stored();
  }

  @Override
  public PrefixRule rule(TaskSpec task, LearnerFit fit) {
    return new SolverRule(
        fit.learningRates(), fit.gammas(), fit.penalty(), PrefixLearner.dim(task));
  }

  @Override
  public double searched() {
    return solver.values().areFitted() ? FEATURES * SolverBatches.TASKS : 0;
  }

  @Override
  public double operations(int dim, int length) {
    return 2.0 * (solver.steps() + 2) * dim * dim;
  }
}
