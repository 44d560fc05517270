package org.iclsweep.measure;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
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
    List<LaneMatrix> parts = parts(set.task(), into);
    int blockFloats = floats(parts);
    if (set.stream() != Stream.EVAL || blocks(set) * (long) blockFloats > MOST_FLOATS) {
      TaskSampler sampler = set.task().sampler(into);
      return firstTask -> sampler.draw(set.seed(), set.stream(), 0, firstTask);
    }
    float[] known = KNOWN.of(set);
    return firstTask -> {
      int at = firstTask / LaneMatrix.LANES * blockFloats;
      for (LaneMatrix part : parts) {
        part.copyFrom(known, at);
        at += floats(part);
      }
    };
  }

  private static float[] draw(EvaluationSet set) {
    TaskBlock block = new TaskBlock(set.task());
    List<LaneMatrix> parts = parts(set.task(), block);
    TaskSampler sampler = set.task().sampler(block);
    float[] tasks = new float[blocks(set) * floats(parts)];
    for (int at = 0, first = 0; at < tasks.length; first += LaneMatrix.LANES) {
      sampler.draw(set.seed(), set.stream(), 0, first);
      for (LaneMatrix part : parts) {
        part.copyTo(tasks, at);
        at += floats(part);
      }
    }
    return tasks;
  }

  private static List<LaneMatrix> parts(TaskSpec task, TaskBlock block) {
    return task.arrays(block).stream().map(TaskArray::values).toList();
  }

  private static int blocks(EvaluationSet set) {
    return (set.tasks() + LaneMatrix.LANES - 1) / LaneMatrix.LANES;
  }

  private static int floats(List<LaneMatrix> parts) {
    return parts.stream().mapToInt(KnownTasks::floats).sum();
  }

  private static int floats(LaneMatrix matrix) {
    return matrix.rows() * matrix.cols() * LaneMatrix.LANES;
  }
}
