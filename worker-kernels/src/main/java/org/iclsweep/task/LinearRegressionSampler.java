package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.random.Stream;

/**
 * Draws {@link LinearRegression} tasks: the teacher, then inputs token by token, the query's last.
 */
final class LinearRegressionSampler implements TaskSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final float range;
  private final float teacherScale;
  private final TaskBlock block;
  private final LaneMatrix teacher;
  private final LaneMatrix teacherColumn;
  private final LaneMatrix inputs;
  private final LaneMatrix contextInputs;
  private final LaneMatrix contextLabels;
  private final LaneMatrix queryInput;

  LinearRegressionSampler(LinearRegression spec, TaskBlock block) {
    this.block = block;
    int dim = spec.dim();
    int context = spec.context();
    range = (float) spec.inputRange();
    teacherScale = (float) spec.teacherScale();
    teacher = LaneMatrix.zeros(1, dim);
    teacherColumn = teacher.transposed();
    inputs = block.tokens().cols(0, dim);
    contextInputs = inputs.rows(0, context);
    contextLabels = block.tokens().rows(0, context).col(dim);
    queryInput = inputs.row(context);
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    kernels.seed(state, seed, stream.number(), step, firstTask);
    kernels.fillNormal(teacher, state, teacherScale);
    kernels.fillUniform(inputs, state, range);
    // the query's label feature is 0 from the start and nothing here writes it
    kernels.contract(contextLabels, contextInputs, teacherColumn, false);
    kernels.contract(block.targets(), queryInput, teacherColumn, false);
  }
}
