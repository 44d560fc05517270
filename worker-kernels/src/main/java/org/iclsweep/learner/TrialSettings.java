package org.iclsweep.learner;

import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;

/**
 * What of a trial the learners that it is held against may depend on.
 *
 * @param steps optimizer steps
 * @param batch tasks of a step
 * @param ridge λ of ridge regression; 0 for the task's own, or a search
 * @param baselines how these are fitted that others may have fitted otherwise
 */
public record TrialSettings(
    ModelSpec model, TaskSpec task, int steps, int batch, double ridge, Baselines baselines) {

  /** With baselines at their best. */
  public TrialSettings(ModelSpec model, TaskSpec task, int steps, int batch, double ridge) {
    this(model, task, steps, batch, ridge, Baselines.NONE);
  }

  /** Its tasks as pairs and a query, where a learner is of such. */
  InContext inContext() {
    return InContext.of(task);
  }
}
