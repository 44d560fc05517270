package org.iclsweep.engine;

import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.TrainingSpec;
import org.iclsweep.trial.TrialSpec;

/**
 * What a trial will cost, so that chunks come out even. An estimate: it shapes the work and the
 * remaining time that is shown, never a result.
 *
 * <pre>
 *   forward  = 2 depth heads tokens width²                        flops a task
 *   training = steps batch (forward + backward),  backward = 2 forward
 *   measures = (points of the curve) evalTasks (1 + learners) 2 forward + (α values) oodTasks forward
 * </pre>
 */
public final class CostModel {

  /** Flops that a core is taken to do in a second. */
  public static final double FLOPS_A_SECOND = 2e10;

  /** Flops that any trial is taken to cost, for what does not grow with it. */
  public static final double FIXED_FLOPS = 2e7;

  /** Passes over the evaluation tasks that a searched learning rate takes. */
  public static final double GD_PASSES = 60;

  /** Tasks that GD++ sees while η and γ are trained. */
  public static final double GD_PLUS_PLUS_TASKS = 5e6;

  private CostModel() {}

  /** Estimated floating-point operations of a trial. */
  public static double flops(Trial trial) {
    if (trial instanceof TransformerTrial transformer) {
      return flops(transformer.spec());
    }
    return flops(((LearnerTrial) trial).spec());
  }

  static double flops(TrialSpec spec) {
    TrainingSpec training = spec.training();
    MeasureSpec measure = spec.measure();
    double forward = forward(spec.model(), spec.task());
    double trained = (double) training.steps() * training.effectiveBatch() * 3 * forward;
    double points = 1 + (double) training.steps() / measure.every();
    double evaluated = points * measure.evalTasks() * (1 + measure.against().size()) * 2 * forward;
    double alphas = measure.inputRangeAlphas().size() + measure.teacherScaleAlphas().size();
    return FIXED_FLOPS + trained + evaluated + alphas * measure.oodTasks() * forward;
  }

  static double flops(LearnerSpec spec) {
    double forward = forward(Math.max(1, spec.depth()), 1, spec.task());
    double alphas = spec.inputRangeAlphas().size() + spec.teacherScaleAlphas().size();
    double fitted =
        switch (spec.kind()) {
          case GD, GD_CLOSED_FORM -> GD_PASSES * spec.evalTasks() * forward;
          case GD_PLUS_PLUS -> GD_PLUS_PLUS_TASKS * 3 * forward;
          case LEAST_SQUARES -> (double) spec.evalTasks() * forward;
        };
    return FIXED_FLOPS + fitted + alphas * spec.oodTasks() * forward;
  }

  private static double forward(ModelSpec model, TaskSpec task) {
    return forward(model.depth(), model.heads(), task);
  }

  private static double forward(int depth, int heads, TaskSpec task) {
    double width = task.tokenWidth();
    return 2.0 * depth * heads * task.tokens() * width * width;
  }
}
