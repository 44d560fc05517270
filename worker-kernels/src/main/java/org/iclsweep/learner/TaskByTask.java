package org.iclsweep.learner;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskBlock;

/**
 * A predictor that answers the tasks of a block one after the other, in double, rounded to float.
 */
abstract class TaskByTask implements Predictor {

  /** N. */
  final int context;

  /** d. */
  final int dim;

  private final TaskBlock block;
  private final LaneMatrix predictions = LaneMatrix.zeros(1, 1);
  private final LaneMatrix sensitivity;
  private final double[] gradient;

  TaskByTask(InContext task) {
    block = new TaskBlock(task);
    context = block.contextInputs().rows();
    dim = block.contextInputs().cols();
    sensitivity = LaneMatrix.zeros(1, dim);
    gradient = new double[dim];
  }

  /** ŷ of a task. */
  abstract double answer(int lane);

  /** Writes ∂ŷ/∂x of a task, all d of it. */
  abstract void differentiate(int lane, double[] gradient);

  /** Element i of x_s. */
  final double input(int s, int i, int lane) {
    return block.contextInputs().get(s, i, lane);
  }

  /** y_s. */
  final double label(int s, int lane) {
    return block.contextLabels().get(s, 0, lane);
  }

  /** Element i of x. */
  final double query(int i, int lane) {
    return block.queryInput().get(0, i, lane);
  }

  @Override
  public final TaskBlock block() {
    return block;
  }

  @Override
  public final LaneMatrix predict() {
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      predictions.set(0, 0, lane, (float) answer(lane));
    }
    return predictions;
  }

  @Override
  public final LaneMatrix sensitivity() {
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      differentiate(lane, gradient);
      for (int i = 0; i < dim; i++) {
        sensitivity.set(0, i, lane, (float) gradient[i]);
      }
    }
    return sensitivity;
  }
}
