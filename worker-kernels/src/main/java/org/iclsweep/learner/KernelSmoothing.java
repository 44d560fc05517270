package org.iclsweep.learner;

import java.util.Set;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.InContext;

/** Mean of the context's labels, weighted by a Gaussian kernel; bandwidth searched. */
public record KernelSmoothing() implements InContextLearner {

  @Override
  public String label() {
    return "kernel-smoothing";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of();
  }

  @Override
  public KernelSmoothing beside(TrialSettings trial) {
    return this;
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    double distance = Math.sqrt(2 * RateSearch.meanTrace(task, seed) / task.context());
    KernelPredictor smoothing = new KernelPredictor(task, distance);
    EvaluationSet set = RateSearch.tasks(task, seed);
    return LearnerFit.ofBandwidth(
        RateSearch.minimise(
            bandwidth -> {
              smoothing.setBandwidth(bandwidth);
              return Evaluator.loss(smoothing, set).mean();
            },
            distance / 64));
  }

  @Override
  public Predictor predictor(InContext task, LearnerFit fit) {
    return new KernelPredictor(task, fit.bandwidth());
  }

  @Override
  public double searchTasks() {
    return RateSearch.TASKS;
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return prices.draw() + task.context() * (2 * task.inputDim() + prices.exponential());
  }
}
