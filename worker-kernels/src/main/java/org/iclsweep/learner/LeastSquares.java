package org.iclsweep.learner;

import java.util.Set;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.InContext;

/** Least squares on the context, of least norm where it is under-determined. */
public record LeastSquares() implements Learner {

  @Override
  public String label() {
    return "least-squares";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of();
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
    return new LeastSquaresPredictor(task, 0);
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return prices.solution();
  }
}
