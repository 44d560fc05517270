package org.iclsweep.model;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.LaneParts;
import org.iclsweep.random.Stream;

/** One batch of tasks, the last that was drawn, as {@link KnownTask} says: block by block. */
final class KnownBatch {

  private final LaneParts parts;
  private final int most;
  private final float[] floats;
  private long seed;
  private Stream stream;
  private int step;
  private int firstTask;
  private int batch;

  /**
   * @param parts what is kept of a block
   * @param most tasks of a batch that there is room for
   */
  KnownBatch(LaneParts parts, int most) {
    this.parts = parts;
    this.most = most;
    floats = new float[(most + LaneMatrix.LANES - 1) / LaneMatrix.LANES * parts.floats()];
  }

  /**
   * Whether it is this batch; if not, and if there is room, it is from now on, and each block is to
   * be {@linkplain #take taken}.
   */
  boolean isOf(long seed, Stream stream, int step, int firstTask, int batch) {
    boolean same =
        this.seed == seed
            && this.stream == stream
            && this.step == step
            && this.firstTask == firstTask
            && this.batch == batch;
    this.seed = seed;
    this.stream = stream;
    this.step = step;
    this.firstTask = firstTask;
    this.batch = batch <= most ? batch : 0;
    return same;
  }

  /** Takes what is there of the block from this task on. */
  void take(int task) {
    if (batch > 0) {
      parts.copyTo(floats, task / LaneMatrix.LANES);
    }
  }

  /** Puts the block from this task on where it was. */
  void put(int task) {
    parts.copyFrom(floats, task / LaneMatrix.LANES);
  }
}
