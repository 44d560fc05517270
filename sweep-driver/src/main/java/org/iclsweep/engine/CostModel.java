package org.iclsweep.engine;

import org.iclsweep.lanes.KernelSpeed;
import org.iclsweep.learner.Learner;
import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.ModelCost;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.MeasureSpec;
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
 * {@code CostTable}, among the engine's tests, shows it of seventeen kinds of short trials.
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

  static double flops(TrialSpec spec) {
    MeasureSpec measure = spec.measure();
    Pass pass = Pass.of(spec.model(), spec.task());
    double steps = spec.training().steps();
    double trained = steps * (STEP_FLOPS + spec.training().effectiveBatch() * pass.training());
    double points =
        1
            + steps / measure.every()
            + measure.closer().count(spec.training().steps(), measure.every());
    double evaluated = (points + measure.against().size()) * measure.evalTasks() * pass.measured();
    double sensed = points * measure.sensitivityTasks();
    double applied = (double) measure.rollout().points() * measure.evalTasks();
    return FIXED_FLOPS
        + trained
        + evaluated
        + predictors(spec) * shifted(measure.ood()) * (pass.answered() + SHIFTED_FLOPS)
        + applied * application(spec.model(), spec.task())
        + sensed * sensed(spec, pass);
  }

  /** One layer, applied to all tokens of a task. */
  private static double application(ModelSpec model, TaskSpec task) {
    double width = model.width(task.tokenWidth());
    return 2 * model.heads() * task.tokens() * width * (width + 2 * task.context());
  }

  /** Flops that a task's sensitivities are worth: for each token but two a pass of one layer. */
  private static double sensed(TrialSpec spec, Pass pass) {
    double layer = pass.training() / spec.model().depth();
    return pass.draw() + (spec.task().tokens() - 2) * layer;
  }

  /** Whose losses on shifted tasks are measured: the model's, and maybe that of a mean of two. */
  private static int predictors(TrialSpec spec) {
    return spec.canInterpolate() ? 2 : 1;
  }

  /** Tasks of all out-of-distribution points. */
  private static double shifted(OodSpec ood) {
    return (double) ood.points() * ood.tasks();
  }

  static double flops(LearnerSpec spec) {
    Learner learner = spec.learner();
    Pass pass = Pass.of(learner.model(), spec.task());
    double shifted = shifted(spec.ood());
    double measured = 2.0 * spec.evalTasks() + shifted;
    double searched = SEARCH_PASSES * learner.searchTasks();
    double answer = learner.answerFlops(spec.task(), new AnswerPrices(spec.task(), pass));
    double applied = (double) learner.rollout().points() * spec.evalTasks();
    return FIXED_FLOPS
        + (searched + measured) * answer
        + shifted * SHIFTED_FLOPS
        + applied * application(learner.model(), spec.task())
        + spectra(spec)
        + learner.trainingTasks() * pass.training();
  }

  private static double spectra(LearnerSpec spec) {
    return spec.learner().spectrumGammas().isEmpty()
        ? 0
        : spec.evalTasks() * SPECTRUM_FLOPS * cubeOfTens(spec.task());
  }

  private static double cubeOfTens(TaskSpec task) {
    double tens = task.inputDim() / 10.0;
    return tens * tens * tens;
  }

  /** What the parts of a learner's answer to a task are worth. */
  private record AnswerPrices(TaskSpec task, Pass pass) implements Learner.Prices {

    @Override
    public double draw() {
      return pass.draw();
    }

    @Override
    public double network() {
      return pass.answered();
    }

    @Override
    public double solution() {
      return SOLVE_FLOPS * cubeOfTens(task);
    }

    @Override
    public double exponential() {
      return EXPONENTIAL_FLOPS;
    }
  }

  /**
   * Flops a task.
   *
   * @param draw drawing it, and all that does not depend on the model
   * @param forward answering it
   * @param backward the gradient
   */
  private record Pass(double draw, double forward, double backward) {

    static Pass of(ModelSpec model, TaskSpec task) {
      ModelCost cost = ModelCost.of(model, task);
      double inputs = task.context() + 1.0;
      return new Pass(
          TASK_FLOPS + DRAW_FLOPS * task.inputDim() * (inputs + 1),
          2 * cost.forward() + OTHER_FLOPS * cost.elementwise() / 2,
          2 * cost.backward() + OTHER_FLOPS * cost.elementwise() / 2);
    }

    double training() {
      return draw + forward + backward;
    }

    double answered() {
      return draw + forward;
    }

    /** Answered, and held against learners by the gradient of the query alone. */
    double measured() {
      return draw + 2 * forward;
    }
  }
}
