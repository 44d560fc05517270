package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.Optional;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.Draws;

/**
 * How a model is trained, as data.
 *
 * @param steps optimizer steps
 * @param batch tasks of a step; a fixed dataset smaller than this is taken whole at every step
 * @param datasetSize number of distinct tasks, cycled through in order; 0 means endless fresh tasks
 * @param redrawEvery steps that see the same fresh tasks; of a fixed dataset 1
 * @param optimizer the update rule
 * @param schedule how the learning rate changes over the steps
 * @param clip how gradients are clipped before the update
 * @param bestOfLast points of the curve, the last ones, of which the weights are kept that are the
 *     best on the validation tasks; 0 for those at the end
 * @param draws how the tasks are drawn
 * @param integrate whether the loss of a step is integrated over teacher and query of each context
 * @param stop when a model has learnt and is trained no further; {@code null} for all steps
 */
public record TrainingSpec(
    int steps,
    int batch,
    int datasetSize,
    int redrawEvery,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    ClipSpec clip,
    int bestOfLast,
    Draws draws,
    boolean integrate,
    LearntRule stop)
    implements Serializable {

  public TrainingSpec {
    require(steps >= 0, "steps", steps, "0 or more");
    require(batch >= 1, "batch", batch, "at least 1");
    require(datasetSize >= 0, "datasetSize", datasetSize, "at least 1, or 0 for endless");
    requireWholeBatches(datasetSize, batch);
    require(redrawEvery >= 1, "redrawEvery", redrawEvery, "at least 1");
    require(
        redrawEvery == 1 || datasetSize == 0,
        "redrawEvery",
        redrawEvery,
        "1 where the tasks are those of a dataset");
    requireOneBatch(optimizer, datasetSize, batch);
    require(bestOfLast >= 0, "bestOfLast", bestOfLast, "0 or more");
    if (integrate && draws != Draws.INPUTS) {
      throw new IllegalArgumentException(
          "draws is " + draws.label() + ", must be inputs where the loss is integrated");
    }
    require(
        stop == null || bestOfLast == 0,
        "bestOfLast",
        bestOfLast,
        "0 where a training stops: its last points are not known before");
  }

  /**
   * Refuses a dataset that cannot be cycled through.
   *
   * @throws IllegalArgumentException if it is such
   */
  public static void requireWholeBatches(int datasetSize, int batch) {
    require(
        datasetSize <= batch || datasetSize % batch == 0,
        "datasetSize",
        datasetSize,
        "at most the batch (" + batch + ") or a multiple of it");
  }

  /**
   * Refuses tasks that change from step to step where the optimizer compares its gradients.
   *
   * @throws IllegalArgumentException if they do
   */
  public static void requireOneBatch(OptimizerSpec optimizer, int datasetSize, int batch) {
    require(
        !optimizer.needsOneBatch() || datasetSize >= 1 && datasetSize <= batch,
        "datasetSize",
        datasetSize,
        "from 1 to the batch (" + batch + "), since the optimizer compares gradients of one batch");
  }

  /** One whose fresh tasks are drawn anew at every step, and whose last weights are kept. */
  public TrainingSpec(
      int steps,
      int batch,
      int datasetSize,
      OptimizerSpec optimizer,
      ScheduleSpec schedule,
      ClipSpec clip) {
    this(steps, batch, datasetSize, 1, optimizer, schedule, clip, 0, Draws.INPUTS, false, null);
  }

  /** The same with fresh tasks every so many steps only. */
  public TrainingSpec redrawnEvery(int some) {
    return with(steps, some, bestOfLast, draws, integrate, stop);
  }

  /** The same with the best weights kept of so many points. */
  public TrainingSpec keepingBestOfLast(int points) {
    return with(steps, redrawEvery, points, draws, integrate, stop);
  }

  /** The same of tasks that are drawn otherwise. */
  public TrainingSpec drawing(Draws other) {
    return with(steps, redrawEvery, bestOfLast, other, integrate, stop);
  }

  /** The same with the loss integrated over teacher and query. */
  public TrainingSpec integrated() {
    return with(steps, redrawEvery, bestOfLast, draws, true, stop);
  }

  /** The same that stops once a model has learnt. */
  public TrainingSpec stoppingOnce(LearntRule learnt) {
    return with(steps, redrawEvery, bestOfLast, draws, integrate, learnt);
  }

  /** The same up to a step, whatever becomes of the model: what one costs that stopped there. */
  public TrainingSpec upTo(int step) {
    return with(step, redrawEvery, bestOfLast, draws, integrate, null);
  }

  /** The same batches and the same way down, all else as it is given. */
  private TrainingSpec with(
      int last, int redrawn, int points, Draws drawn, boolean integrated, LearntRule learnt) {
    return new TrainingSpec(
        last,
        batch,
        datasetSize,
        redrawn,
        optimizer,
        schedule,
        clip,
        points,
        drawn,
        integrated,
        learnt);
  }

  /** When a model has learnt and is trained no further; empty where it is for all steps. */
  public Optional<LearntRule> stops() {
    return Optional.ofNullable(stop);
  }

  /** Tasks that one step really sees. */
  public int effectiveBatch() {
    return datasetSize == 0 ? batch : Math.min(batch, datasetSize);
  }

  /** What the learning rate is multiplied by in step {@code step}, from 1. */
  float rateFactor(int step) {
    return (float) schedule.factor(step, steps);
  }

  /** Under which step's number the tasks of step {@code step}, from 1, are drawn. */
  int drawStep(int step) {
    return datasetSize == 0 ? step - (step - 1) % redrawEvery : 0;
  }

  /** Share of the steps that see other tasks than the step before. */
  public double redrawn() {
    return datasetSize == 0 ? 1.0 / redrawEvery : datasetSize <= batch ? 0 : 1;
  }

  /** Number of the first task that step {@code step}, from 1, sees. */
  int firstTask(int step) {
    if (datasetSize <= batch) {
      return 0;
    }
    return (int) ((long) (step - 1) * batch % datasetSize);
  }
}
