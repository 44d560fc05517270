package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.LaneParts;
import org.iclsweep.random.Stream;
import org.iclsweep.task.TaskArray;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;

/**
 * Puts the tasks of an evaluation set into a block. Those that a model is held against at every
 * point of its curve, and all models of a study alike, are drawn once and kept as long as there is
 * memory; copying them takes a fifth of the time.
 */
final class KnownTasks {

  /** Floats of a set that is kept: 16 MB. */
  private static final long MOST_FLOATS = 1 << 22;

  private static final int MOST_SETS = 4;

  private static final Kept<EvaluationSet, float[]> KNOWN = new Kept<>(MOST_SETS, KnownTasks::draw);

  /** Puts 16 tasks, from this one on, into the block. */
  interface Source {
    void put(int firstTask);
  }

  private KnownTasks() {}

  /**
   * What puts the tasks of a set into a block; the block's layout and its code of positions may be
   * others than those of the set.
   */
  static Source source(TaskBlock into, EvaluationSet set) {
    LaneParts parts = parts(set.task(), into);
    if (set.stream() != Stream.EVAL || blocks(set) * (long) parts.floats() > MOST_FLOATS) {
      TaskSampler sampler = set.task().sampler(into);
      return firstTask -> sampler.draw(set.seed(), set.stream(), 0, firstTask);
    }
    float[] known = KNOWN.of(set);
    return firstTask -> parts.copyFrom(known, firstTask / LaneMatrix.LANES);
  }

  private static float[] draw(EvaluationSet set) {
    TaskBlock block = new TaskBlock(set.task());
    LaneParts parts = parts(set.task(), block);
    TaskSampler sampler = set.task().sampler(block);
    float[] tasks = new float[blocks(set) * parts.floats()];
    for (int k = 0; k < blocks(set); k++) {
      sampler.draw(set.seed(), set.stream(), 0, k * LaneMatrix.LANES);
      parts.copyTo(tasks, k);
    }
    return tasks;
  }

  private static LaneParts parts(TaskSpec task, TaskBlock block) {
    return new LaneParts(task.arrays(block).stream().map(TaskArray::values).toList());
  }

  private static int blocks(EvaluationSet set) {
    return (set.tasks() + LaneMatrix.LANES - 1) / LaneMatrix.LANES;
  }
}
