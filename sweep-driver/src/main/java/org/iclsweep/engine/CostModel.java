package org.iclsweep.engine;

import org.iclsweep.lanes.KernelSpeed;
import org.iclsweep.learner.Learner;
import org.iclsweep.learner.Prices;
import org.iclsweep.model.IntegratedLoss;
import org.iclsweep.model.ModelCost;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.LearnerSpec;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrainingSpec;
import org.iclsweep.trial.TrialSpec;

/**
 * What a trial will cost, so that chunks come out even. An estimate: it shapes the work and the
 * remaining time that is shown, never a result.
 *
 * <pre>
 *   flops of a task = 2 multiply-adds + 2.4 other operations, as {@link ModelCost} counts them
 *                     + 24 for each number that is drawn + 1,650
 *   flops of a step = its tasks + 600,000
 * </pre>
 *
 * <p>The numbers are fitted to the time of the trials of paper 1's presets, on an AMD EPYC (Zen 4,
 * registers of 512 bits); a multiply-add is the unit. A setting is typically off by a seventh.
 * {@code CostTable}, among the engine's tests, shows it of eighteen kinds of short trials.
 */
public final class CostModel {

  /** Flops that a core is taken to do in a second. */
  public static final double FLOPS_A_SECOND = 3.3e10;

  /**
   * How fast trials are beside the products of {@link KernelSpeed}, on the same core: these are
   * arithmetic alone, but by code that all shapes share.
   */
  public static final double FLOPS_OF_KERNEL = 0.9;

  /** Flops that any trial is taken to cost, for what does not grow with it. */
  public static final double FIXED_FLOPS = 2e7;

  /** Times that a search for a learning rate goes over its tasks. */
  public static final double SEARCH_PASSES = 28;

  /** Flops that drawing one number is worth. */
  public static final double DRAW_FLOPS = 24;

  /** Flops that an operation other than a multiply-add is worth. */
  public static final double OTHER_FLOPS = 2.4;

  /** Flops that a task costs whatever its shape. */
  public static final double TASK_FLOPS = 1650;

  /** Flops that a task of a shifted distribution costs on top. */
  public static final double SHIFTED_FLOPS = 16_000;

  /** Flops that a training step costs whatever its tasks. */
  public static final double STEP_FLOPS = 6e5;

  /** Flops that one least-squares solution of 10 unknowns is worth; it grows with their cube. */
  public static final double SOLVE_FLOPS = 2.5e5;

  /** Flops that the eigenvalues of one context of 10 features are worth, with their cube. */
  public static final double SPECTRUM_FLOPS = 7e5;

  /** Flops that an exponential in double is worth. */
  public static final double EXPONENTIAL_FLOPS = 2400;

  private CostModel() {}

  /** Estimated floating-point operations of a trial. */
  public static double flops(Trial trial) {
    if (trial instanceof TransformerTrial transformer) {
      return flops(transformer.spec());
    }
    return flops(((LearnerTrial) trial).spec());
  }

  /** The same of one that was stopped at a step; {@code null} where it was not. */
  static double flops(Trial trial, Integer stoppedStep) {
    return stoppedStep != null && trial instanceof TransformerTrial transformer
        ? flops(transformer.spec().upTo(stoppedStep))
        : flops(trial);
  }

  static double flops(TrialSpec spec) {
    Prices prices = prices(spec.model(), spec.task());
    TrainingSpec training = spec.training();
    double gradient = STEP_FLOPS + training.effectiveBatch() * trained(spec, prices);
    double validated = (double) training.bestOfLast() * spec.measure().validationTasks();
    return FIXED_FLOPS
        + (double) training.steps() * training.optimizer().iterations() * gradient
        + validated * prices.network()
        + Measures.taken(spec.measure().asked())
            .mapToDouble(each -> each.flops(spec, prices))
            .sum();
  }

  /** A task of a step, on average over steps that meet new tasks and those that know them. */
  private static double trained(TrialSpec spec, Prices prices) {
    double whole =
        spec.training().integrate()
            ? prices.draw() + 2 * IntegratedLoss.cost(spec.model(), spec.task()).multiplyAdds()
            : prices.training();
    double inputs = known(spec, spec.task().draws(), 1);
    double known =
        spec.roots()
            .map(
                each ->
                    known(spec, each.draws(), (double) each.task().dim() / each.task().context()))
            .orElse(inputs);
    double again = spec.keptTasks() == 0 ? 0 : 1 - spec.training().redrawn();
    return whole - inputs + (1 - again) * known;
  }

  /** To what a step knows of a task, by so many draws and a share of its pairs. */
  private static double known(TrialSpec spec, double draws, double pairs) {
    return DRAW_FLOPS * draws + 2 * pairs * spec.known().multiplyAdds();
  }

  static double flops(LearnerSpec spec) {
    Learner learner = spec.learner();
    Prices prices = prices(learner.model(), spec.task());
    double answered = SEARCH_PASSES * learner.searchTasks() + 2.0 * spec.evalTasks();
    return FIXED_FLOPS
        + learner.fitFlops(spec.task())
        + answered * learner.answerFlops(spec.task(), prices)
        + learner.trainingTasks() * prices.training()
        + Measures.taken(spec.asked()).mapToDouble(each -> each.flops(spec, prices)).sum();
  }

  private static Prices prices(ModelSpec model, TaskSpec task) {
    ModelCost cost = ModelCost.of(model, task);
    double draw = TASK_FLOPS + DRAW_FLOPS * task.draws();
    double forward = 2 * cost.forward() + OTHER_FLOPS * cost.elementwise() / 2;
    double backward = 2 * cost.backward() + OTHER_FLOPS * cost.elementwise() / 2;
    double cube = task.inContext().map(each -> Math.pow(each.inputDim() / 10.0, 3)).orElse(0.0);
    return new Prices(
        draw,
        draw + forward,
        draw + 2 * forward,
        draw + forward + backward,
        SHIFTED_FLOPS,
        SOLVE_FLOPS * cube,
        SPECTRUM_FLOPS * cube,
        EXPONENTIAL_FLOPS);
  }
}
