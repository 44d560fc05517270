package org.iclsweep.task;

import java.util.function.BiFunction;
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
  private final LaneMatrix drawnTeacher;
  private final Operation label;
  private final Operation answer;
  private final InputSampler inputs;
  private final LabelDisturbance disturbance;

  LinearRegressionSampler(LinearRegression spec, TaskBlock block) {
    this(spec, block, (context, query) -> InputSampler.of(spec.inputs(), context, query));
  }

  /**
   * @param inputs makes what draws the inputs, by where the context's and the query's go
   */
  LinearRegressionSampler(
      LinearRegression spec,
      TaskBlock block,
      BiFunction<LaneMatrix, LaneMatrix, InputSampler> inputs) {
    this.block = block;
    teacherScale = (float) spec.teacherScale();
    LaneMatrix teacher = LaneMatrix.zeros(1, spec.dim());
    CovarianceMap map = CovarianceMap.of(spec.covariance(), block, teacher);
    drawnTeacher = map.drawnTeacher();
    this.inputs = inputs.apply(map.drawnContext(), map.drawnQuery());
    LabelledFeatures features = LabelledFeatures.of(spec, block);
    answer = Operation.inOrder(features.writeQuery(), answer(features.query(), teacher));
    label =
        spec.covariance().keepsLabels()
            ? Operation.inOrder(
                map.write(),
                labels(map.drawnContext(), drawnTeacher),
                answer(map.drawnQuery(), drawnTeacher))
            : Operation.inOrder(
                map.write(), features.writeContext(), labels(features.context(), teacher), answer);
    disturbance = new LabelDisturbance(spec, block.contextLabels());
  }

  private Operation labels(LaneMatrix context, LaneMatrix teacher) {
    return kernels.contract(block.contextLabels(), context, teacher.transposed(), false);
  }

  private Operation answer(LaneMatrix query, LaneMatrix teacher) {
    return kernels.contract(block.targets(), query, teacher.transposed(), false);
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    kernels.seed(state, seed, stream.number(), step, firstTask);
    kernels.fillNormal(drawnTeacher, state, teacherScale);
    inputs.draw(state);
    // features that are always 0 are so from the start, and nothing here writes them
    label.run();
    // last, so that a task keeps its teacher and inputs whatever disturbs its labels
    disturbance.apply(state);
  }

  @Override
  public void answer() {
    answer.run();
  }
}
