package org.iclsweep.measure;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
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
    if (set.stream() != Stream.EVAL || floats(set) > MOST_FLOATS) {
      TaskSampler sampler = set.task().sampler(into);
      return firstTask -> sampler.draw(set.seed(), set.stream(), 0, firstTask);
    }
    float[] known = KNOWN.of(set);
    List<LaneMatrix> parts = parts(into);
    return firstTask -> {
      int at = firstTask / LaneMatrix.LANES * blockFloats(set.task());
      for (LaneMatrix part : parts) {
        part.copyFrom(known, at);
        at += floats(part);
      }
    };
  }

  private static float[] draw(EvaluationSet set) {
    TaskBlock block = new TaskBlock(set.task());
    TaskSampler sampler = set.task().sampler(block);
    float[] tasks = new float[(int) floats(set)];
    for (int at = 0, first = 0; at < tasks.length; first += LaneMatrix.LANES) {
      sampler.draw(set.seed(), set.stream(), 0, first);
      for (LaneMatrix part : parts(block)) {
        part.copyTo(tasks, at);
        at += floats(part);
      }
    }
    return tasks;
  }

  /** What is drawn of a task; all else of its tokens is always the same. */
  private static List<LaneMatrix> parts(TaskBlock block) {
    return List.of(
        block.contextInputs(), block.contextLabels(), block.queryInput(), block.targets());
  }

  private static int floats(LaneMatrix matrix) {
    return matrix.rows() * matrix.cols() * LaneMatrix.LANES;
  }

  private static long floats(EvaluationSet set) {
    long blocks = (set.tasks() + LaneMatrix.LANES - 1) / LaneMatrix.LANES;
    return blocks * blockFloats(set.task());
  }

  private static int blockFloats(TaskSpec task) {
    return LaneMatrix.LANES * (task.context() * (task.inputDim() + 1) + task.inputDim() + 1);
  }
}
