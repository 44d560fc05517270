package org.iclsweep.statistics;

import org.iclsweep.statistics.Plateaus.Outcome;

/**
 * A Gaussian process f, given what trials at some points showed, by expectation propagation: each
 * outcome is replaced by a normal factor exp(nu f - tau f^2 / 2) that has, beside all others, its
 * mean and variance. Equal outcomes at a point have equal factors, one a trial.
 *
 * <pre>
 *   tau, nu = sums of the factors at a point;   B = I + tau^1/2 K tau^1/2
 *   at x: mean = k(x)' (nu - tau^1/2 B^-1 tau^1/2 K nu),   variance = k(x, x) - |B^-1/2 tau^1/2 k(x)|^2
 * </pre>
 *
 * <p>Not Laplace's approximation: beside a step all trials at a point agree, f is known by its sign
 * and little else, and the curvature at its most probable value says nothing of that.
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

  private final Counts counts;
  private final Matern prior;
  private final Plateaus plateaus;
  private final double[][] covariance;

  /** Factors of one trial with and without the event, by outcome and point. */
  private final double[][] tau;

  private final double[][] nu;
  private double[] root;
  private Triangle factor;
  private double[] weights;
  private double[] mean;
  private double[] variance;

  private ProcessFit(Counts counts, Matern prior, Plateaus plateaus) {
    this.counts = counts;
    this.prior = prior;
    this.plateaus = plateaus;
    covariance = prior.between(counts.at, counts.at);
    tau = new double[2][counts.size()];
    nu = new double[2][counts.size()];
  }

  static ProcessFit of(Counts counts, Matern prior, Plateaus plateaus) {
    return new ProcessFit(counts, prior, plateaus).settled();
  }

  /** The same trials under another prior: its factors are not far from these. */
  ProcessFit under(Matern prior, Plateaus plateaus) {
    ProcessFit fit = new ProcessFit(counts, prior, plateaus);
    for (int outcome = 0; outcome < 2; outcome++) {
      System.arraycopy(tau[outcome], 0, fit.tau[outcome], 0, counts.size());
      System.arraycopy(nu[outcome], 0, fit.nu[outcome], 0, counts.size());
    }
    return fit.settled();
  }

  private ProcessFit settled() {
    combine();
    for (int sweep = 0; sweep < MOST_SWEEPS && sweep() > CLOSE; sweep++) {
      combine();
    }

    return this;
  }

  private int trials(int outcome, int point) {
    return outcome == 0 ? counts.others[point] : counts.events[point];
  }

  private double total(double[][] factors, int point) {
    return trials(0, point) * factors[0][point] + trials(1, point) * factors[1][point];
  }

  /** Means and variances at the points, of the process and all factors. */
  private void combine() {
    int n = counts.size();
    root = new double[n];
    double[] total = new double[n];
    for (int i = 0; i < n; i++) {
      root[i] = Math.sqrt(total(tau, i));
      total[i] = total(nu, i);
    }
    factor = n == 0 ? null : Triangle.of(information());
    weights = weights(total);
    mean = times(weights);
    variance = at(counts.at).variance();
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

  /** All factors anew; the largest change of a point's precision, relative to it. */
  private double sweep() {
    double change = 0;
    for (int i = 0; i < counts.size(); i++) {
      double before = total(tau, i);
      double place = total(nu, i);
      double[] margin = {mean[i], variance[i]};
      for (int outcome = 0; outcome < 2; outcome++) {
        if (trials(outcome, i) > 0) {
          update(outcome, i, margin);
        }
      }
      change = Math.max(change, Math.abs(total(tau, i) - before) * margin[1]);
      change = Math.max(change, Math.abs(total(nu, i) - place) * Math.sqrt(margin[1]));
    }
    return change;
  }

  private void update(int outcome, int i, double[] margin) {
    double[] without = without(outcome, i, margin);
    Outcome told = plateaus.outcome(outcome == 1, without[0], without[1]);
    double left = 1 + without[1] * told.curvature();
    double aim = Math.max(-told.curvature() / left, 0);
    double place = (told.slope() - without[0] * told.curvature()) / left;
    tau[outcome][i] += DAMPING * (aim - tau[outcome][i]);
    nu[outcome][i] += DAMPING * (place - nu[outcome][i]);
  }

  /** Mean and variance without one trial's factor. */
  private double[] without(int outcome, int i, double[] margin) {
    double precision = Math.max(1 / margin[1] - tau[outcome][i], 1e-3 / margin[1]);
    return new double[] {(margin[0] / margin[1] - nu[outcome][i]) / precision, 1 / precision};
  }

  /** Logarithm of the probability of the outcomes under the prior. */
  double logEvidence() {
    double sum = factor == null ? 0 : -factor.halfLogDeterminant();
    for (int i = 0; i < counts.size(); i++) {
      sum += total(nu, i) * mean[i] / 2;
      double[] margin = {mean[i], variance[i]};
      for (int outcome = 0; outcome < 2; outcome++) {
        if (trials(outcome, i) > 0) {
          double[] without = without(outcome, i, margin);
          double log = plateaus.outcome(outcome == 1, without[0], without[1]).logProbability();
          sum += trials(outcome, i) * (log + logNorm(without) - logNorm(margin));
        }
      }
    }
    return sum;
  }

  private static double logNorm(double[] moments) {
    return moments[0] * moments[0] / moments[1] / 2 + StrictMath.log(moments[1]) / 2;
  }

  Plateaus plateaus() {
    return plateaus;
  }

  /** What is known of the process at other points. */
  Margins at(double[][] points) {
    double[][] across = prior.between(counts.at, points);
    double[] mean = new double[points.length];
    for (int i = 0; i < across.length; i++) {
      for (int c = 0; c < points.length; c++) {
        mean[c] += weights[i] * across[i][c];
        across[i][c] *= root[i];
      }
    }
    if (factor != null) {
      factor.solveLower(across);
    }
    return new Margins(prior, points, mean, across);
  }
}
