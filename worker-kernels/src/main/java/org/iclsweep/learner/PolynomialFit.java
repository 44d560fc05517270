package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;

/**
 * The coefficients of the polynomial with the least loss on the sequences of a search: those of
 * {@link PolynomialEquations} of next states. Sums are over all states of all sequences, in their
 * order.
 */
final class PolynomialFit {

  /** Sequences: many, for tails are long where states grow. */
  static final int TASKS = 1 << 15;

  private final int terms;
  private final TaskBlock block;
  private final LaneMatrix observations;
  private final TaskSampler sampler;
  private final long seed;
  private final PrefixMoments seen;
  private final double[] next;
  private final double[] right;

  private PolynomialFit(PrefixPolynomial learner, TaskSpec task, long seed) {
    terms = learner.terms();
    block = new TaskBlock(task);
    observations = task.observations(block);
    sampler = task.sampler(block);
    this.seed = seed;
    int dim = observations.cols();
    seen = new PrefixMoments(observations.rows(), dim, learner.newestPair());
    next = new double[dim];
    right = new double[terms];
  }

  /**
   * c_0 .. c_{K-1}; a function of all this alone.
   *
   * @param tasks sequences, a multiple of 16
   */
  static List<Double> coefficients(PrefixPolynomial learner, TaskSpec task, long seed, int tasks) {
    return new PolynomialFit(learner, task, seed).coefficients(tasks);
  }

  private List<Double> coefficients(int tasks) {
    PolynomialEquations equations = null;
    for (int first = 0; first < tasks; first += LaneMatrix.LANES) {
      TrialInterruptedException.check();
      sampler.draw(seed, Stream.SEARCH, 0, first);
      if (first == 0) {
        double scale = seen.meanNorm(observations, LaneMatrix.LANES, seen.length());
        equations = new PolynomialEquations(terms, next.length, scale);
      }
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        add(equations, lane);
      }
    }
    return equations.coefficients(equations.solve(terms, right));
  }

  private void add(PolynomialEquations equations, int lane) {
    seen.read(observations, lane);
    for (int t = 0; t < seen.length(); t++) {
      seen.next();
      for (int i = 0; i < next.length; i++) {
        next[i] = block.targets().get(t, i, lane);
      }
      equations.add(seen);
      equations.add(right, next);
    }
  }
}
