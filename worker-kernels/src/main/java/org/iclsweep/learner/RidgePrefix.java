package org.iclsweep.learner;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.iclsweep.task.TaskSpec;

/**
 * Ridge regression on all pairs of states that a sequence has shown.
 *
 * <pre>  ŝ_{t+1} = B_t (A_t + λ I)⁻¹ s_t  </pre>
 *
 * @param strength λ; 0 for the best of 25 from 10⁻⁶ to 10², three a decade
 */
public record RidgePrefix(double strength, NewestPair newestPair) implements PrefixLearner {

  /** Sequences of the search. */
  private static final int TASKS = 1 << 12;

  private static final List<Double> TRIED =
      IntStream.rangeClosed(-18, 6).mapToObj(third -> StrictMath.pow(10, third / 3.0)).toList();

  public RidgePrefix {
    if (!(strength >= 0) || Double.isInfinite(strength)) {
      throw new IllegalArgumentException(
          "ridge is " + strength + ", must be positive, or 0 for a search");
    }
  }

  @Override
  public String label() {
    return "ridge-prefix";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(Dependence.RIDGE);
  }

  @Override
  public RidgePrefix beside(TrialSettings trial) {
    return new RidgePrefix(trial.ridge(), trial.baselines().newestPair());
  }

  @Override
  public LearnerFit fit(TaskSpec task, long seed) {
    return LearnerFit.ofPenalty(strength > 0 ? strength : best(task, seed));
  }

  private double best(TaskSpec task, long seed) {
    int dim = PrefixLearner.dim(task);
    return PrefixSearch.best(
        TRIED, tried -> new RidgeRule(tried, dim), newestPair, task, seed, TASKS);
  }

  @Override
  public PrefixRule rule(TaskSpec task, LearnerFit fit) {
    return new RidgeRule(fit.penalty(), PrefixLearner.dim(task));
  }

  @Override
  public double searched() {
    return strength > 0 ? 0 : (double) TRIED.size() * TASKS;
  }

  @Override
  public double operations(int dim, int length) {
    return RidgeRule.operations(dim) + 2.0 * dim * dim;
  }
}
