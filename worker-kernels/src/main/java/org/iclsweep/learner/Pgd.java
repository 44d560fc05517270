package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.EXAMPLES;
import static org.iclsweep.learner.Dependence.RATES;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.iclsweep.learner.NormalRegression.Beside;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;

/**
 * As many steps of gradient descent as the model has layers, preconditioned with the inverse
 * covariance of the inputs, at the best of all rates that steps can share.
 *
 * <pre>  E tr (I - η Ĝ)^(2k) is least, Ĝ = X Xᵀ / N of whitened inputs, k steps  </pre>
 *
 * <p>Known for normal inputs, exactly. Where these are of one variance, it is plain gradient
 * descent at its best rate; that is the same beside every covariance, and for both laws of its
 * teachers.
 *
 * @param rates of the sum over the examples, η/N, the best of which is taken; empty where the best
 *     of all is
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), section 4.4</a>
 */
public record Pgd(int steps, List<Double> rates) implements WhitenedDescent {

  private static final int HALVINGS = 64;

  public Pgd {
    rates = List.copyOf(rates);
  }

  /** At the best of all rates. */
  public Pgd(int steps) {
    this(steps, List.of());
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, InContext task) {
    return NormalRegression.unknown(task, label(), Beside.ANY);
  }

  @Override
  public String label() {
    return "pgd";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH, RATES, EXAMPLES);
  }

  @Override
  public Pgd beside(TrialSettings trial) {
    NormalRegression.of(trial.inContext(), label(), Beside.ANY);
    return new Pgd(trial.model().depth(), trial.baselines().rates());
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    NormalRegression known = NormalRegression.of(task, label(), Beside.ANY);
    double rate =
        rates.isEmpty()
            ? rate(known.spectrum(), steps) / known.variance()
            : bestOf(RateSearch.ofMeans(rates, task.context()), known);
    return LearnerFit.of(new Rates(List.of(rate), List.of()));
  }

  private double bestOf(List<Double> tried, NormalRegression known) {
    Quadrature eigenvalues = known.spectrum().quadrature(2 * steps);
    return RateSearch.bestOf(
        tried,
        rate -> eigenvalues.integral(s -> power(1 - rate * known.variance() * s, 2 * steps)));
  }

  /** E tr (I - η Ĝ)^(2k) at the best η, as a share of d, of the loss of answering 0. */
  @Override
  public OptionalDouble expectedLoss(InContext task) {
    NormalRegression known = NormalRegression.of(task, label(), Beside.ANY);
    double rate = rate(known.spectrum(), steps);
    double left =
        known.spectrum().quadrature(2 * steps).integral(s -> power(1 - rate * s, 2 * steps));
    return OptionalDouble.of(known.zeroLoss() * left / task.inputDim());
  }

  /** The best η of so many steps. */
  static double rate(WishartSpectrum spectrum, int steps) {
    Quadrature eigenvalues = spectrum.quadrature(2 * steps);
    double low = 0;
    // beyond the inverse of the smallest of them that is not 0 the loss rises
    double high = 1 / eigenvalues.node(0);
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (low + high) / 2;
      if (descent(eigenvalues, steps, middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How fast the loss, which is convex, falls: E Σ s (1 - η s)^(2k-1), up to a factor. */
  private static double descent(Quadrature eigenvalues, int steps, double rate) {
    return eigenvalues.integral(s -> s * power(1 - rate * s, 2 * steps - 1));
  }

  private static double power(double base, int exponent) {
    double power = 1;
    for (int k = 0; k < exponent; k++) {
      power *= base;
    }
    return power;
  }
}
