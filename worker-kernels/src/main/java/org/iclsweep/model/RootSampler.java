package org.iclsweep.model;

import org.iclsweep.lanes.Operation;
import org.iclsweep.random.Stream;
import org.iclsweep.task.GramRoots;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;

/**
 * Draws what a network knows of tasks, and their targets, by {@link GramRoots}. Its block has no
 * context then, and the network is to be run {@linkplain Network#forwardOfKnown from there}.
 */
final class RootSampler implements TaskSampler {

  private final TaskSampler pairs;
  private final Operation known;
  private final TaskBlock block;

  /**
   * @param pairs draws pairs that stand for a context
   * @param known works out from their block what the network knows
   * @param block of the network
   */
  RootSampler(TaskSampler pairs, Operation known, TaskBlock block) {
    this.pairs = pairs;
    this.known = known;
    this.block = block;
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    pairs.draw(seed, stream, step, firstTask);
    known.run();
    block.targets().copyFrom(pairs.block().targets());
  }
}
