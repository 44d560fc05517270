package org.iclsweep.learner;

import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;

/**
 * What of a trial the learners that it is held against may depend on.
 *
 * @param steps optimizer steps
 * @param batch tasks of a step
 * @param ridge λ of ridge regression; 0 for the task's own
 */
public record TrialSettings(ModelSpec model, InContext task, int steps, int batch, double ridge) {}
