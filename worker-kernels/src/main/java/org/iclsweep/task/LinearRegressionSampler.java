package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.random.Stream;

/**
 * Draws {@link LinearRegression} tasks: the teacher, then inputs token by token, the query's last,
 * then what disturbs the labels.
 */
final class LinearRegressionSampler implements QuerySampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final float teacherScale;
  private final TaskBlock block;
  private final LaneMatrix teacher;
  private final Operation label;
  private final Operation answer;
  private final InputSampler inputs;
  private final LabelDisturbance disturbance;

  LinearRegressionSampler(LinearRegression spec, TaskBlock block) {
    this.block = block;
    teacherScale = (float) spec.teacherScale();
    teacher = LaneMatrix.zeros(1, spec.dim());
    LaneMatrix teacherColumn = teacher.transposed();
    label = kernels.contract(block.contextLabels(), block.contextInputs(), teacherColumn, false);
    answer = kernels.contract(block.targets(), block.queryInput(), teacherColumn, false);
    inputs = InputSampler.of(spec.inputs(), block.contextInputs(), block.queryInput());
    disturbance = new LabelDisturbance(spec, block.contextLabels());
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    kernels.seed(state, seed, stream.number(), step, firstTask);
    kernels.fillNormal(teacher, state, teacherScale);
    inputs.draw(state);
    // features that are always 0 are so from the start, and nothing here writes them
    label.run();
    answer();
    // last, so that a task keeps its teacher and inputs whatever disturbs its labels
    disturbance.apply(state);
  }

  @Override
  public void answer() {
    answer.run();
  }
}
