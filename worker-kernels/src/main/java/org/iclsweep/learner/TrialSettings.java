package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;

/**
 * What of a trial the learners that it is held against may depend on.
 *
 * @param steps optimizer steps
 * @param batch tasks of a step
 * @param ridge λ of ridge regression; 0 for the task's own
 * @param rates those of {@link Baselines}
 */
public record TrialSettings(
    ModelSpec model, InContext task, int steps, int batch, double ridge, List<Double> rates) {

  /** Rates are searched. */
  public TrialSettings(ModelSpec model, InContext task, int steps, int batch, double ridge) {
    this(model, task, steps, batch, ridge, List.of());
  }
}
