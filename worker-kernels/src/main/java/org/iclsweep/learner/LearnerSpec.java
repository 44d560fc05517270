package org.iclsweep.learner;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.measure.RolloutSpec;
import org.iclsweep.task.TaskSpec;

/**
 * A learner to be fitted and measured once for all trials that are held against it: what it depends
 * on, and no more.
 *
 * @param kind the learner
 * @param depth steps of gradient descent; 0 for other learners
 * @param tied whether the steps share η and γ
 * @param tokenClip bound on the activations of the layers it runs through; 0 means none
 * @param ridge λ of ridge regression; 0 for other learners
 * @param perceptron what mlp-gd trains; {@code null} for other learners
 * @param task the distribution it is fitted to
 * @param evalTasks tasks of the evaluation set
 * @param evalSeed seed of the evaluation set
 * @param ood out-of-distribution curves
 * @param rollout roll-outs of its one layer; none unless it is gd
 * @param spectrumGammas values of γ for which the contexts' condition numbers are measured; none
 *     unless it is least-squares, which depends on the tasks alone, as they do
 */
public record LearnerSpec(
    LearnerKind kind,
    int depth,
    boolean tied,
    double tokenClip,
    double ridge,
    PerceptronSpec perceptron,
    TaskSpec task,
    int evalTasks,
    long evalSeed,
    OodSpec ood,
    RolloutSpec rollout,
    List<Double> spectrumGammas)
    implements Serializable {

  /** Without what is measured only where it is asked for. */
  public LearnerSpec(
      LearnerKind kind,
      int depth,
      boolean tied,
      double tokenClip,
      double ridge,
      PerceptronSpec perceptron,
      TaskSpec task,
      int evalTasks,
      long evalSeed,
      OodSpec ood) {
    this(
        kind,
        depth,
        tied,
        tokenClip,
        ridge,
        perceptron,
        task,
        evalTasks,
        evalSeed,
        ood,
        RolloutSpec.NONE,
        List.of());
  }

  public LearnerSpec {
    spectrumGammas = List.copyOf(spectrumGammas);
    if (kind == LearnerKind.GD_CLOSED_FORM && depth != 1) {
      throw new IllegalArgumentException(
          "depth is " + depth + ", but gd-closed-form is known for depth 1 only");
    }
    if (!(ridge >= 0) || Double.isInfinite(ridge)) {
      throw new IllegalArgumentException("ridge is " + ridge + ", must be positive, or 0 for none");
    }
  }
}
