package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;
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
    int functions)
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
  }

  /** With a curve of regular points alone. */
  public MeasureSpec(
      int every,
      int evalTasks,
      long evalSeed,
      OodSpec ood,
      List<LearnerKind> against,
      double ridge,
      RolloutSpec rollout,
      int sensitivityTasks,
      List<Double> spectrumGammas,
      int functions) {
    this(
        every,
        CloserPoints.NONE,
        evalTasks,
        evalSeed,
        ood,
        against,
        ridge,
        rollout,
        sensitivityTasks,
        spectrumGammas,
        functions);
  }

  /** Whether a curve has a point at a step of {@code steps}. */
  public boolean isPoint(int step, int steps) {
    return step % every == 0 || step == steps || closer.holds(step);
  }

  /** With nothing measured inside the model, nor of the contexts alone. */
  public MeasureSpec(
      int every,
      int evalTasks,
      long evalSeed,
      OodSpec ood,
      List<LearnerKind> against,
      double ridge,
      RolloutSpec rollout) {
    this(every, evalTasks, evalSeed, ood, against, ridge, rollout, 0, List.of(), 0);
  }

  /** With the task's own λ for ridge regression, and nothing that has to be asked for. */
  public MeasureSpec(
      int every, int evalTasks, long evalSeed, OodSpec ood, List<LearnerKind> against) {
    this(every, evalTasks, evalSeed, ood, against, 0, RolloutSpec.NONE);
  }

  /** With the out-of-distribution curves of the training family. */
  public MeasureSpec(
      int every,
      int evalTasks,
      long evalSeed,
      List<Double> inputRangeAlphas,
      List<Double> teacherScaleAlphas,
      int oodTasks,
      List<LearnerKind> against) {
    this(
        every,
        evalTasks,
        evalSeed,
        OodSpec.ofFamily(inputRangeAlphas, teacherScaleAlphas, oodTasks),
        against);
  }
}
