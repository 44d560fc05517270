package org.iclsweep.learner;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.iclsweep.task.TaskSpec;

/**
 * The mean of the states that came next, weighted by how near those before them are to the last
 * one: what a head of softmax attention can be behind a layer that binds pairs.
 *
 * <pre>  ŝ_{t+1} = Σ_{j<t} p_j s_{j+1},   p = softmax(β ⟨s_j, s_t⟩)  </pre>
 *
 * <p>β is the best of 40, even from 10⁻⁴ to 4.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), figure 5B</a>
 */
public record KernelPrefix(NewestPair newestPair) implements PrefixLearner {

  /** Sequences of the search: exponentials are dear. */
  private static final int TASKS = 1 << 10;

  private static final double LEAST = 1e-4;
  private static final double MOST = 4;
  private static final int VALUES = 40;

  private static final List<Double> TRIED =
      IntStream.range(0, VALUES).mapToObj(k -> LEAST + k * (MOST - LEAST) / (VALUES - 1)).toList();

  /** Operations that an exponential is worth. */
  private static final int EXPONENTIAL = 40;

  @Override
  public String label() {
    return "kernel-prefix";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of();
  }

  @Override
  public KernelPrefix beside(TrialSettings trial) {
    return new KernelPrefix(trial.baselines().newestPair());
  }

  @Override
  public LearnerFit fit(TaskSpec task, long seed) {
    int length = PrefixLearner.length(task);
    return LearnerFit.ofBandwidth(
        PrefixSearch.best(
            TRIED, beta -> new KernelRule(beta, length), newestPair, task, seed, TASKS));
  }

  @Override
  public PrefixRule rule(TaskSpec task, LearnerFit fit) {
    return new KernelRule(fit.bandwidth(), PrefixLearner.length(task));
  }

  @Override
  public double searched() {
    return (double) VALUES * TASKS;
  }

  @Override
  public double operations(int dim, int length) {
    return length / 2.0 * (4.0 * dim + EXPONENTIAL);
  }
}
