package org.iclsweep.learner;

import java.util.Set;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.InContext;

/**
 * Least squares on the context, by the features in which labels are linear; where it is
 * under-determined, of least norm in the coordinates in which the teacher is drawn, so that it is
 * the posterior's mean: those of whitened inputs where teachers have the inverse covariance.
 */
public record LeastSquares() implements InContextLearner {

  @Override
  public String label() {
    return "least-squares";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(Dependence.EXAMPLES);
  }

  @Override
  public LeastSquares beside(TrialSettings trial) {
    return this;
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    return LearnerFit.NOTHING;
  }

  @Override
  public Predictor predictor(InContext task, LearnerFit fit) {
    return LeastSquaresPredictor.ofLeastNorm(task);
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return prices.solution();
  }
}
