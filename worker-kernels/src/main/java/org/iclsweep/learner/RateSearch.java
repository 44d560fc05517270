package org.iclsweep.learner;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Minimises a loss over one positive rate: a geometric scan finds the valley, Brent's method its
 * bottom.
 *
 * @see <a href="https://maths-people.anu.edu.au/~brent/pub/pub011.html">Brent (1973), chapter 5</a>
 */
final class RateSearch {

  private static final double FACTOR = 1.25;
  private static final int SCAN = 64;

  private RateSearch() {}

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
