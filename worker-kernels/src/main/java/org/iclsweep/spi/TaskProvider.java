package org.iclsweep.spi;

/**
 * A distribution of tasks to be learned in context: N pairs of an input of d features and a label,
 * then a query to be labelled. A study has it as {@code task.kind = provided}.
 *
 * <p>N is the study's {@code task.context}, d its {@code task.dim}.
 */
public interface TaskProvider extends Provider {

  /**
   * Refuses shapes of which there are no such tasks.
   *
   * @param context N, at least 1
   * @param dim d, at least 1
   * @throws IllegalArgumentException with what is wrong with them
   */
  default void check(Settings settings, int context, int dim) {}

  /** What draws such tasks into a block, of which a trial has several. */
  PairTasks tasks(Settings settings, PairBlock block);

  /**
   * What drawing a task costs, in numbers drawn; one is worth 12 multiply-adds, about. An estimate
   * for the plan, of which no result depends.
   */
  default double draws(Settings settings, int context, int dim) {
    return dim * (context + 2.0);
  }
}
