package org.iclsweep.learner;

import java.util.List;
import java.util.Set;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.TaskSpec;

/**
 * Least squares on the context, of least norm where it is under-determined. It depends on the tasks
 * alone, as what is measured of their contexts does, so that this is measured with it.
 *
 * @param spectrumGammas values of γ for which the contexts' condition numbers are measured
 */
public record LeastSquares(List<Double> spectrumGammas) implements Learner {

  public LeastSquares {
    spectrumGammas = List.copyOf(spectrumGammas);
  }

  @Override
  public String label() {
    return "least-squares";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(Dependence.SPECTRUM);
  }

  @Override
  public LeastSquares beside(TrialSettings trial) {
    return new LeastSquares(trial.spectrumGammas());
  }

  @Override
  public LearnerFit fit(TaskSpec task, long seed) {
    return LearnerFit.NOTHING;
  }

  @Override
  public Predictor predictor(TaskSpec task, LearnerFit fit) {
    return new LeastSquaresPredictor(task, 0);
  }

  @Override
  public double answerFlops(TaskSpec task, Prices prices) {
    return prices.solution();
  }
}
