package org.iclsweep.measure;

import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;

/**
 * A set of tasks on which losses are compared: a description, not data.
 *
 * @param task the distribution
 * @param stream where its draws come from
 * @param seed of the draws
 * @param tasks number of tasks
 */
public record EvaluationSet(TaskSpec task, Stream stream, long seed, int tasks) {

  /** Its tasks as pairs and a query, where it is known that they are such. */
  public InContext inContext() {
    return task.inContext().orElseThrow();
  }

  /** The first so many of these tasks; where they are fewer, further ones of the same draws. */
  public EvaluationSet first(int count) {
    return new EvaluationSet(task, stream, seed, count);
  }
}
