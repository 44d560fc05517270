package org.iclsweep.model;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskSpec;

/**
 * What a model's weights meet of a task: in the Gram form the context's Gram matrix and the query,
 * otherwise the tokens. It is the same at every step, so a batch that comes back is kept as this.
 *
 * @param floats of it
 * @param multiplyAdds that it takes, in fused multiply-adds
 */
public record KnownTask(double floats, double multiplyAdds) {

  /** Floats of a batch that is kept: 64 MB. */
  private static final double MOST_FLOATS = 1 << 24;

  /** Of a model on tasks of this shape, with the targets. */
  public static KnownTask of(ModelSpec spec, TaskSpec task) {
    ReadOut readOut = task.readOut();
    double targets = (double) readOut.positions() * readOut.features().count();
    double tokens = (double) task.tokens() * spec.inputWidth(task);
    KnownTask known =
        SublayerList.of(spec, task).sublayers().get(0).known().orElse(new KnownTask(tokens, 0));
    return new KnownTask(known.floats + targets, known.multiplyAdds);
  }

  /** Floats of a batch of so many, whole blocks. */
  public double floats(int tasks) {
    return Math.ceil((double) tasks / LaneMatrix.LANES) * LaneMatrix.LANES * floats;
  }

  /** Whether so many are few enough to be kept. */
  public boolean fits(int tasks) {
    return floats(tasks) <= MOST_FLOATS;
  }
}
