package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;

/**
 * How a model is trained, as data.
 *
 * @param steps optimizer steps
 * @param batch tasks of a step; a fixed dataset smaller than this is taken whole at every step
 * @param datasetSize number of distinct tasks, cycled through in order; 0 means endless fresh tasks
 * @param optimizer the update rule
 * @param schedule how the learning rate changes over the steps
 * @param clip how gradients are clipped before the update
 */
public record TrainingSpec(
    int steps,
    int batch,
    int datasetSize,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    ClipSpec clip)
    implements Serializable {

  public TrainingSpec {
    require(steps >= 0, "steps", steps, "0 or more");
    require(batch >= 1, "batch", batch, "at least 1");
    require(datasetSize >= 0, "datasetSize", datasetSize, "at least 1, or 0 for endless");
    require(
        datasetSize <= batch || datasetSize % batch == 0,
        "datasetSize",
        datasetSize,
        "at most the batch (" + batch + ") or a multiple of it");
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
    return datasetSize == 0 ? step : 0;
  }

  /** Number of the first task that step {@code step}, from 1, sees. */
  int firstTask(int step) {
    if (datasetSize <= batch) {
      return 0;
    }
    return (int) ((long) (step - 1) * batch % datasetSize);
  }
}
