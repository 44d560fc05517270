package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.measure.RolloutSpec;

/**
 * What is measured of a model, as data.
 *
 * @param every steps between two points of a curve
 * @param closer points of a curve beside those
 * @param evalTasks tasks of the evaluation set
 * @param evalSeed seed of the evaluation set; the same for every trial of a study
 * @param ood out-of-distribution curves
 * @param against learners that the model is held against
 * @param ridge λ of ridge regression; 0 for the task's own, which is the best
 * @param rollout roll-outs of the one layer
 * @param sensitivityTasks tasks over which it is measured how the first layer's outputs depend on
 *     each token; 0 for none
 * @param spectrumGammas values of γ for which the contexts' condition numbers are measured; with
 *     the learner least-squares, since they depend on the tasks alone
 * @param functions tasks of which whole functions are kept at the end; 0 for none, sines only
 * @param quantiles probabilities of the quantiles of the loss that are kept at every point
 */
public record MeasureSpec(
    int every,
    CloserPoints closer,
    int evalTasks,
    long evalSeed,
    OodSpec ood,
    List<LearnerKind> against,
    double ridge,
    RolloutSpec rollout,
    int sensitivityTasks,
    List<Double> spectrumGammas,
    int functions,
    List<Double> quantiles)
    implements Serializable {

  public MeasureSpec {
    atLeastOne("every", every);
    atLeastOne("evalTasks", evalTasks);
    if (!(ridge >= 0) || Double.isInfinite(ridge)) {
      throw new IllegalArgumentException(
          "ridge is " + ridge + ", must be positive, or 0 for the task's own");
    }
    require(sensitivityTasks >= 0, "sensitivityTasks", sensitivityTasks, "0 or more");
    require(functions >= 0, "functions", functions, "0 or more");
    against = List.copyOf(against);
    spectrumGammas = List.copyOf(spectrumGammas);
    quantiles = List.copyOf(quantiles);
    quantiles.forEach(p -> require(p >= 0 && p <= 1, "quantile", p, "in [0, 1]"));
  }

  /** A curve with a point every so many steps; what else is measured is to be told. */
  public static Builder every(int steps) {
    return new Builder(steps);
  }

  /** Whether a curve has a point at a step of {@code steps}. */
  public boolean isPoint(int step, int steps) {
    return step % every == 0 || step == steps || closer.holds(step);
  }

  /** Measures nothing but losses on the evaluation tasks until it is told to. */
  public static final class Builder {
    private final int every;
    private CloserPoints closer = CloserPoints.NONE;
    private int evalTasks;
    private long evalSeed;
    private OodSpec ood = new OodSpec(Map.of(), 1);
    private List<LearnerKind> against = List.of();
    private double ridge;
    private RolloutSpec rollout = RolloutSpec.NONE;
    private int sensitivityTasks;
    private List<Double> spectrumGammas = List.of();
    private int functions;
    private List<Double> quantiles = List.of();

    private Builder(int every) {
      this.every = every;
    }

    public Builder closer(CloserPoints points) {
      closer = points;
      return this;
    }

    public Builder evalTasks(int tasks) {
      evalTasks = tasks;
      return this;
    }

    public Builder evalSeed(long seed) {
      evalSeed = seed;
      return this;
    }

    public Builder ood(OodSpec curves) {
      ood = curves;
      return this;
    }

    public Builder against(List<LearnerKind> learners) {
      against = learners;
      return this;
    }

    public Builder ridge(double strength) {
      ridge = strength;
      return this;
    }

    public Builder rollout(RolloutSpec rollouts) {
      rollout = rollouts;
      return this;
    }

    public Builder sensitivityTasks(int tasks) {
      sensitivityTasks = tasks;
      return this;
    }

    public Builder spectrumGammas(List<Double> gammas) {
      spectrumGammas = gammas;
      return this;
    }

    public Builder functions(int tasks) {
      functions = tasks;
      return this;
    }

    public Builder quantiles(List<Double> probabilities) {
      quantiles = probabilities;
      return this;
    }

    public MeasureSpec build() {
      return new MeasureSpec(
          every,
          closer,
          evalTasks,
          evalSeed,
          ood,
          against,
          ridge,
          rollout,
          sensitivityTasks,
          spectrumGammas,
          functions,
          quantiles);
    }
  }
}
