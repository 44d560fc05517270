package org.iclsweep.measure;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;

/**
 * Puts the tasks of an evaluation set into a block. Those that a model is held against at every
 * point of its curve, and all models of a study alike, are drawn once and kept as long as there is
 * memory; copying them takes a fifth of the time.
 */
final class KnownTasks {

  /** Floats of a set that is kept: 16 MB. */
  private static final long MOST_FLOATS = 1 << 22;

  private static final int MOST_SETS = 4;

  private static final Kept<Key, float[]> KNOWN = new Kept<>(MOST_SETS, KnownTasks::draw);

  /**
   * @param positions width of the code of positions, which is among the tokens
   */
  private record Key(EvaluationSet set, int positions) {}

  /** Puts 16 tasks, from this one on, into the block. */
  interface Source {
    void put(int firstTask);
  }

  private KnownTasks() {}

  static Source source(TaskBlock into, EvaluationSet set) {
    int width = into.tokens().cols();
    long floats = (long) blocks(set) * blockFloats(into);
    if (set.stream() != Stream.EVAL || floats > MOST_FLOATS) {
      TaskSampler sampler = set.task().sampler(into);
      return firstTask -> sampler.draw(set.seed(), set.stream(), 0, firstTask);
    }
    float[] known = KNOWN.of(new Key(set, width - set.task().tokenWidth()));
    return firstTask -> {
      int at = firstTask / LaneMatrix.LANES * blockFloats(into);
      into.targets().copyFrom(known, at);
      into.tokens().copyFrom(known, at + LaneMatrix.LANES);
    };
  }

  private static float[] draw(Key key) {
    TaskBlock block = new TaskBlock(key.set().task(), key.positions());
    TaskSampler sampler = key.set().task().sampler(block);
    float[] tasks = new float[blocks(key.set()) * blockFloats(block)];
    for (int at = 0, first = 0; at < tasks.length; first += LaneMatrix.LANES) {
      sampler.draw(key.set().seed(), key.set().stream(), 0, first);
      block.targets().copyTo(tasks, at);
      block.tokens().copyTo(tasks, at + LaneMatrix.LANES);
      at += blockFloats(block);
    }
    return tasks;
  }

  private static int blocks(EvaluationSet set) {
    return (set.tasks() + LaneMatrix.LANES - 1) / LaneMatrix.LANES;
  }

  /** Targets, then tokens. */
  private static int blockFloats(TaskBlock block) {
    return LaneMatrix.LANES * (1 + block.tokens().rows() * block.tokens().cols());
  }
}
