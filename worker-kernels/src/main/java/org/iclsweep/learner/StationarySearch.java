package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.util.Pair;
import org.iclsweep.random.InitialDraws;
import org.iclsweep.spec.TrialInterruptedException;

/**
 * Stationary points of class S where inputs are moved: from many starts down by the method of
 * Levenberg and Marquardt, since f is a sum of squares, then to the last digits by Newton's.
 *
 * <pre>
 *   starts  a_l = 2^(l-2) exp(1.5 z),  b_l = exp(1.5 z) / 4,  z of mean 0 and deviation 1
 * </pre>
 *
 * <p>A search without an end (a falls to 0 while a b does not, and f has no minimum there) is left
 * out. There may be more points than are found: of three layers there are some twenty, of four a
 * hundred; the lowest were seen from one to seven starts in a hundred.
 *
 * <p>Of long contexts, where s is 1 but for little, f falls as N^-(2^L - 1), in valleys so narrow
 * that few starts reach their floors, and differences of f are lost in rounding before the last
 * digits. Where no point found to these is below the one that the lowest goes to as N grows, that
 * one is a start more, and those count, too, whose last steps are longer by a factor of 1000.
 *
 * <pre>  a_l = (9/4)^(l-1),  b_l = 1/3  </pre>
 *
 * <p>Not through Breeze: all sums run in one order, so that every machine finds the same bits.
 *
 * @see <a href="https://doi.org/10.1007/BFb0067700">Moré (1978)</a>
 */
final class StationarySearch {

  private static final int STARTS = 600;
  private static final double SPREAD = 1.5;
  private static final int EVALUATIONS = 150;
  private static final int NEWTON_STEPS = 15;
  private static final double END = 1e-12;
  private static final double COARSE_END = 1e-9;
  private static final double SAME = 1e-6;

  private final ClassSLoss loss;
  private final InitialDraws draws = new InitialDraws(0);
  private final List<double[]> found = new ArrayList<>();

  private StationarySearch(ClassSLoss loss) {
    this.loss = loss;
  }

  /** The points found, the lowest first; a function of the loss alone. */
  static List<StationaryPoint> points(ClassSLoss loss) {
    StationarySearch search = new StationarySearch(loss);
    List<double[]> floors = new ArrayList<>();
    for (int k = 0; k < STARTS; k++) {
      TrialInterruptedException.check();
      search.descend(search.start(k)).ifPresent(floors::add);
    }
    search.polish(floors, END);
    double[] limit = search.limit();
    if (search.found.stream().noneMatch(point -> loss.at(point) <= loss.at(limit))) {
      search.descend(limit).ifPresent(floors::add);
      search.polish(floors, COARSE_END);
    }
    return search.found.stream()
        .map(point -> StationaryPoint.of(loss, point))
        .sorted(Comparator.comparingDouble(StationaryPoint::loss))
        .toList();
  }

  private double[] start(int number) {
    double[] start = new double[loss.size()];
    for (int j = 0; j < start.length; j++) {
      double z = draws.draw(number * start.length + j);
      double middle = j < loss.depth() ? Math.scalb(1, j - 1) : 0.25;
      start[j] = middle * StrictMath.exp(SPREAD * z);
    }
    return start;
  }

  private double[] limit() {
    double[] limit = new double[loss.size()];
    Arrays.fill(limit, 1.0 / 3);
    double rate = 1;
    for (int l = 0; l < loss.depth(); l++) {
      limit[l] = rate;
      rate *= 2.25;
    }
    return limit;
  }

  private void polish(List<double[]> starts, double end) {
    starts.forEach(start -> polish(start, end).ifPresent(this::add));
  }

  private void add(double[] point) {
    if (found.stream().noneMatch(other -> isSame(other, point))) {
      found.add(point);
    }
  }

  private static boolean isSame(double[] one, double[] other) {
    for (int j = 0; j < one.length; j++) {
      if (Math.abs(one[j] - other[j]) > SAME * (1 + Math.abs(one[j]))) {
        return false;
      }
    }
    return true;
  }

  private Optional<double[]> descend(double[] start) {
    LeastSquaresBuilder problem =
        new LeastSquaresBuilder()
            .model(this::residuals)
            .target(new double[loss.residuals(start, false).length])
            .start(start)
            .maxEvaluations(EVALUATIONS)
            .maxIterations(EVALUATIONS);
    try {
      return Optional.of(
          new LevenbergMarquardtOptimizer().optimize(problem.build()).getPoint().toArray());
    } catch (MathIllegalStateException noEnd) {
      return Optional.empty();
    }
  }

  private Pair<RealVector, RealMatrix> residuals(RealVector at) {
    Jet[] residuals = loss.residuals(at.toArray(), false);
    double[] values = Arrays.stream(residuals).mapToDouble(Jet::value).toArray();
    double[][] slopes = Arrays.stream(residuals).map(Jet::slopes).toArray(double[][]::new);
    return new Pair<>(new ArrayRealVector(values, false), new Array2DRowRealMatrix(slopes, false));
  }

  private Optional<double[]> polish(double[] start, double end) {
    RealVector point = new ArrayRealVector(start);
    for (int k = 0; k < NEWTON_STEPS; k++) {
      Jet f = loss.jet(point.toArray());
      try {
        RealVector step =
            new LUDecomposition(new Array2DRowRealMatrix(f.curvatures(), false), 0)
                .getSolver()
                .solve(new ArrayRealVector(f.slopes(), false));
        point = point.subtract(step);
        if (step.getLInfNorm() <= end * (1 + point.getLInfNorm())) {
          return Optional.of(point.toArray());
        }
      } catch (SingularMatrixException flat) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
