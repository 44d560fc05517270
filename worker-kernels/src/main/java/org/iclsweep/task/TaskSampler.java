package org.iclsweep.task;

import org.iclsweep.random.Stream;

/** Draws tasks of one family into one block. Not for use by several threads at once. */
public interface TaskSampler {

  /** The block that {@link #draw} fills. */
  TaskBlock block();

  /**
   * Overwrites the block with tasks {@code firstTask} to {@code firstTask + 63} of a step. A task
   * is a function of (seed, stream, step, number of the task) alone.
   */
  void draw(long seed, Stream stream, int step, int firstTask);
}
