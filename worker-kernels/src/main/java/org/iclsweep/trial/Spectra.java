package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.iclsweep.learner.ContextSpectrum;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Quantile;
import org.iclsweep.task.InContext;
import org.iclsweep.trial.Spectra.SpectrumPoint;

/**
 * How the eigenvalues of contexts, and their condition numbers under GD++, are distributed over the
 * tasks of a set. Means of condition numbers hang on a few tasks, so there are quantiles. They
 * depend on the tasks alone, as least squares does, and are measured with it.
 *
 * @param gammas values of γ for which condition numbers are measured
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), appendix A.10</a>
 */
public record Spectra(List<Double> gammas) implements Taking<SpectrumPoint> {

  /**
   * How a quantity of the contexts' Gram matrices is distributed over the evaluation tasks.
   *
   * @param gamma γ of GD++; {@code null} for the eigenvalues themselves
   * @param quantity what it is
   * @param probability whose quantile it is; {@code null} for the mean
   * @param value the quantile, or the mean
   */
  public record SpectrumPoint(
      Double gamma, SpectrumQuantity quantity, Double probability, double value)
      implements Serializable {}

  private static final List<Double> PROBABILITIES =
      List.of(0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0);

  public Spectra {
    gammas = List.copyOf(gammas);
  }

  @Override
  public List<SpectrumPoint> ofLearner(MeasuredLearner learner) {
    return of(learner.evaluation());
  }

  @Override
  public double flops(LearnerSpec learner, Prices prices) {
    return learner.evalTasks() * prices.eigenvalues();
  }

  @Override
  public double bytes(LearnerSpec learner) {
    return (double) Double.BYTES * learner.evalTasks() * InContext.of(learner.task()).inputDim();
  }

  /** Of each quantity the mean and quantiles. */
  List<SpectrumPoint> of(EvaluationSet set) {
    ContextSpectrum spectrum =
        ContextSpectrum.of(set.inContext(), set.stream(), set.seed(), set.tasks());
    Distributions spectra = new Distributions(new ArrayList<>(), new double[set.tasks()]);
    spectra.add(null, SpectrumQuantity.LARGEST, spectrum::largest);
    spectra.add(null, SpectrumQuantity.SMALLEST, spectrum::smallest);
    for (double gamma : gammas) {
      spectra.add(
          gamma, SpectrumQuantity.CONDITION_NUMBER, task -> spectrum.condition(task, gamma));
    }
    return spectra.points;
  }

  /** How quantities are distributed; {@code values} is room for one. */
  private record Distributions(List<SpectrumPoint> points, double[] values) {

    void add(Double gamma, SpectrumQuantity quantity, IntToDoubleFunction ofTask) {
      double sum = 0;
      for (int task = 0; task < values.length; task++) {
        values[task] = ofTask.applyAsDouble(task);
        sum += values[task];
      }
      points.add(new SpectrumPoint(gamma, quantity, null, sum / values.length));
      Arrays.sort(values);
      for (double probability : PROBABILITIES) {
        points.add(
            new SpectrumPoint(gamma, quantity, probability, Quantile.of(values, probability)));
      }
    }
  }
}
