package org.iclsweep.learner;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;

/**
 * Minimises the loss of a learner over one positive rate: a geometric scan finds the valley,
 * Brent's method its bottom.
 *
 * @see <a href="https://maths-people.anu.edu.au/~brent/pub/pub011.html">Brent (1973), chapter 5</a>
 */
final class RateSearch {

  /** Tasks of a search: many, so that the best rate is that of the distribution. */
  static final int TASKS = 1 << 16;

  /** Contexts whose mean trace tells where a search starts. */
  private static final int SPECTRUM_TASKS = 64;

  private static final double FACTOR = 1.25;
  private static final int SCAN = 64;

  private RateSearch() {}

  /** The tasks of a search. */
  static EvaluationSet tasks(InContext task, long seed) {
    return new EvaluationSet(task, Stream.SEARCH, seed, TASKS);
  }

  /** The best η shared by all steps. */
  static double sharedRate(GradientDescent descent, InContext task, long seed) {
    return minimise(loss(descent, task, seed), lowRate(task, seed));
  }

  /** The best of some η shared by all steps. */
  static double bestOf(List<Double> rates, GradientDescent descent, InContext task, long seed) {
    return bestOf(rates, loss(descent, task, seed));
  }

  /** The first of some rates with the least loss. */
  static double bestOf(List<Double> rates, DoubleUnaryOperator loss) {
    return rates.stream()
        .min(Comparator.comparingDouble(rate -> finite(loss.applyAsDouble(rate))))
        .orElseThrow();
  }

  /** From rates of the sum over so many examples to those of their mean. */
  static List<Double> ofMeans(List<Double> ofSums, int context) {
    return ofSums.stream().map(rate -> rate * context).toList();
  }

  /** Mean loss on the tasks of a search, by the η that all steps share. */
  private static DoubleUnaryOperator loss(GradientDescent descent, InContext task, long seed) {
    Network network = Construction.network(task, descent.steps(), true, descent.tokenClip());
    NetworkPredictor predictor = new NetworkPredictor(network);
    EvaluationSet set = tasks(task, seed);
    return rate -> {
      Construction.write(network, List.of(rate), List.of(), task.context());
      return Evaluator.loss(predictor, set).mean();
    };
  }

  /** An η far below the edge of stability, which is 2N over the largest eigenvalue of G = X Xᵀ. */
  static double lowRate(InContext task, long seed) {
    return task.context() / meanTrace(task, seed) / 16;
  }

  /** About E ‖x‖² N. */
  static double meanTrace(InContext task, long seed) {
    return ContextSpectrum.of(task, Stream.SEARCH, seed, SPECTRUM_TASKS).meanTrace();
  }

  /**
   * @param loss as a function of the rate; where it is not finite the rate is too large
   * @param unit a rate well below the best one
   * @return the best rate, to about 1e-5 relative
   */
  static double minimise(DoubleUnaryOperator loss, double unit) {
    double best = unit;
    double bestLoss = finite(loss.applyAsDouble(unit));
    double start = bestLoss;
    double rate = unit;
    for (int k = 1; k < SCAN; k++) {
      rate *= FACTOR;
      double value = finite(loss.applyAsDouble(rate));
      if (value < bestLoss) {
        best = rate;
        bestLoss = value;
      }
      if (value > 4 * start) {
        break;
      }
    }
    return new BrentOptimizer(1e-5, 1e-12 * unit)
        .optimize(
            new MaxEval(200),
            new UnivariateObjectiveFunction(r -> finite(loss.applyAsDouble(r))),
            GoalType.MINIMIZE,
            new SearchInterval(best / FACTOR, best * FACTOR, best))
        .getPoint();
  }

  private static double finite(double loss) {
    return Double.isFinite(loss) ? loss : Double.MAX_VALUE;
  }
}
