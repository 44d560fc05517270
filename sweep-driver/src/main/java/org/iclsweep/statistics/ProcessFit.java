package org.iclsweep.statistics;

import java.util.List;
import org.iclsweep.statistics.Tilted.Moments;

/**
 * A Gaussian process f, given what trials at some points showed, by expectation propagation: what
 * the trials of a point say of f is replaced by a normal factor exp(nu f - tau f^2 / 2) that has,
 * beside all others, its mean and variance ({@link Tilted}).
 *
 * <pre>
 *   tau, nu = the factors, one a point;   B = I + tau^1/2 K tau^1/2
 *   at x: mean = k(x)' (nu - tau^1/2 B^-1 tau^1/2 K nu),   variance = k(x, x) - |B^-1/2 tau^1/2 k(x)|^2
 * </pre>
 *
 * <p>Not Laplace's approximation: beside a step all trials at a point agree, f is known by its sign
 * and little else, and the curvature at its most probable value says nothing of that. Not a factor
 * a trial either: eight that agree tell a sign once, and eight factors each pull f further from 0.
 *
 * @see <a href="https://gaussianprocess.org/gpml/chapters/RW3.pdf">Rasmussen and Williams (2006),
 *     section 3.6</a>
 * @see <a href="https://www.jmlr.org/papers/v6/kuss05a.html">Kuss and Rasmussen (2005)</a>
 */
final class ProcessFit {
  private static final int MOST_SWEEPS = 60;
  private static final double CLOSE = 1e-3;

  /** Factors go this part of their way, since all go at once. */
  private static final double DAMPING = 0.7;

  /** Parts of a variance that are not told from none or all of it. */
  private static final double ROUNDING = 1e-9;

  private final Counts counts;
  private final Matern prior;
  private final Plateaus plateaus;
  private final double[][] covariance;

  private final List<Tilted> trials;

  /** Factors by point. */
  private final double[] tau;

  private final double[] nu;
  private double[] root;
  private Triangle factor;
  private double[] weights;
  private double[] mean;
  private double[] variance;

  private ProcessFit(Counts counts, Matern prior, Plateaus plateaus, List<Tilted> trials) {
    this.counts = counts;
    this.prior = prior;
    this.plateaus = plateaus;
    this.trials = trials;
    covariance = counts.correlations.among(prior);
    tau = new double[counts.size()];
    nu = new double[counts.size()];
  }

  static ProcessFit of(Counts counts, Matern prior, Plateaus plateaus) {
    return new ProcessFit(counts, prior, plateaus, counts.under(plateaus)).settled();
  }

  /** The same trials under another prior: its factors are not far from these. */
  ProcessFit under(Matern prior, Plateaus plateaus) {
    ProcessFit fit = new ProcessFit(counts, prior, plateaus, counts.under(plateaus));
    System.arraycopy(tau, 0, fit.tau, 0, tau.length);
    System.arraycopy(nu, 0, fit.nu, 0, nu.length);
    return fit.settled();
  }

  private ProcessFit settled() {
    combine();
    for (int sweep = 0; sweep < MOST_SWEEPS && sweep() > CLOSE; sweep++) {
      combine();
    }

    return this;
  }

  /** Means and variances at the points, of the process and all factors. */
  private void combine() {
    root = new double[tau.length];
    for (int i = 0; i < root.length; i++) {
      root[i] = Math.sqrt(tau[i]);
    }
    factor = root.length == 0 ? null : Triangle.of(information());
    weights = weights(nu);
    mean = times(weights);
    variance = at(counts.correlations, copy(covariance)).variance();
  }

  private double[][] information() {
    double[][] b = new double[root.length][root.length];
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j < b.length; j++) {
        b[i][j] = root[i] * covariance[i][j] * root[j];
      }
      b[i][i] += 1;
    }
    return b;
  }

  private double[] weights(double[] total) {
    double[] side = times(total);
    for (int i = 0; i < side.length; i++) {
      side[i] *= root[i];
    }
    double[] solved = factor == null ? side : factor.solve(side);
    for (int i = 0; i < side.length; i++) {
      solved[i] = total[i] - root[i] * solved[i];
    }
    return solved;
  }

  private double[] times(double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += covariance[i][j] * vector[j];
      }
    }
    return product;
  }

  /** All factors anew; the largest change of one, in units of what is known of its point. */
  private double sweep() {
    double change = 0;
    for (int i = 0; i < tau.length; i++) {
      double[] without = without(i);
      Moments told = trials.get(i).of(without[0], without[1]);
      double aim = Math.max(1 / told.variance() - 1 / without[1], 0);
      double place = told.mean() / told.variance() - without[0] / without[1];
      double more = DAMPING * (aim - tau[i]);
      double further = DAMPING * (place - nu[i]);
      tau[i] += more;
      nu[i] += further;
      change = Math.max(change, Math.abs(more) * variance[i]);
      change = Math.max(change, Math.abs(further) * Math.sqrt(variance[i]));
    }
    return change;
  }

  /** Mean and variance at a point without its factor. */
  private double[] without(int i) {
    double precision = Math.max(1 / variance[i] - tau[i], 1e-3 / variance[i]);
    return new double[] {(mean[i] / variance[i] - nu[i]) / precision, 1 / precision};
  }

  /**
   * Part of the variance at a point with trials that further ones there explain, if as many of them
   * have the event as is to be expected. Above 0, below 1.
   */
  double explainedByMore(int point, int further) {
    double[] without = without(point);
    int events = (int) Math.rint(further * plateaus.share(mean[point], variance[point]));
    Tilted more =
        new Tilted(
            plateaus, counts.events[point] + events, counts.others[point] + further - events);
    double before = trials.get(point).of(without[0], without[1]).variance();
    double after = more.of(without[0], without[1]).variance();
    return Math.min(Math.max(1 - after / before, ROUNDING), 1 - ROUNDING);
  }

  /** Logarithm of the probability of the outcomes under the prior. */
  double logEvidence() {
    double sum = factor == null ? 0 : -factor.halfLogDeterminant();
    for (int i = 0; i < tau.length; i++) {
      double[] without = without(i);
      double log = trials.get(i).of(without[0], without[1]).logProbability();
      sum += nu[i] * mean[i] / 2 + log;
      sum += logNorm(without[0], without[1]) - logNorm(mean[i], variance[i]);
    }
    return sum;
  }

  private static double logNorm(double mean, double variance) {
    return mean * mean / variance / 2 + StrictMath.log(variance) / 2;
  }

  Plateaus plateaus() {
    return plateaus;
  }

  private static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }

  /** What is known of the process at other points. */
  Margins at(double[][] points) {
    return at(counts.between(points));
  }

  /** The same, of points of which other fits are asked, too. */
  Margins at(Correlations points) {
    return at(points, points.across(prior));
  }

  private Margins at(Correlations points, double[][] across) {
    double[] mean = new double[points.points.length];
    for (int i = 0; i < across.length; i++) {
      double[] row = across[i];
      for (int c = 0; c < row.length; c++) {
        mean[c] += weights[i] * row[c];
        row[c] *= root[i];
      }
    }
    if (factor != null) {
      factor.solveLower(across);
    }
    return new Margins(prior, points, mean, across);
  }
}
