package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.random.Stream;

/**
 * Draws {@link Sine} tasks: two numbers for amplitude and phase, then the inputs, the query's last.
 *
 * <pre>
 *   (A, φ) = (v, v', 1) M,  v and v' ~ U(-1, 1);   the row of M with the phase's half-width is that of v or v'
 * </pre>
 */
final class SineSampler implements TaskSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final float range;
  private final TaskBlock block;
  private final LaneMatrix draws = LaneMatrix.zeros(1, 3);
  private final LaneMatrix uniforms = draws.cols(0, 2);
  private final LaneMatrix map = LaneMatrix.zeros(3, 2);
  private final LaneMatrix wave = LaneMatrix.zeros(1, 2);
  private final LaneMatrix amplitude = wave.col(0);
  private final LaneMatrix phase = wave.col(1);
  private final LaneMatrix angles;
  private final LaneMatrix contextAngles;
  private final LaneMatrix queryAngle;
  private final LaneMatrix ones;
  private final LaneMatrix one;

  SineSampler(Sine spec, TaskBlock block) {
    this.block = block;
    range = (float) spec.inputRange();
    int context = spec.context();
    angles = LaneMatrix.zeros(context + 1, 1);
    contextAngles = angles.rows(0, context);
    queryAngle = angles.row(context);
    ones = LaneMatrix.zeros(context + 1, 1);
    one = ones.row(0);
    Constants.fill(ones, 1f);
    Constants.fill(draws.col(2), 1f);
    double middle = (spec.amplitudeMin() + spec.amplitudeMax()) / 2;
    int phaseDraw = spec.amplitudePhase() == AmplitudePhase.SAME_DRAW ? 0 : 1;
    Constants.fill(map.row(0).col(0), (float) (spec.amplitudeMax() - middle));
    Constants.fill(map.row(phaseDraw).col(1), (float) (Math.PI / 2));
    Constants.fill(map.row(2).col(0), (float) middle);
    Constants.fill(map.row(2).col(1), (float) (Math.PI / 2));
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    kernels.seed(state, seed, stream.number(), step, firstTask);
    kernels.fillUniform(uniforms, state, 1f);
    kernels.contract(wave, draws, map, false);
    kernels.fillUniform(block.contextInputs(), state, range);
    kernels.fillUniform(block.queryInput(), state, range);
    kernels.contract(contextAngles, block.contextInputs(), one, false);
    kernels.contract(queryAngle, block.queryInput(), one, false);
    kernels.contract(angles, ones, phase, true);
    kernels.sin(angles, angles);
    kernels.contract(block.contextLabels(), contextAngles, amplitude, false);
    kernels.contract(block.targets(), queryAngle, amplitude, false);
  }

  @Override
  public void answer() {
    kernels.contract(queryAngle, block.queryInput(), one, false);
    kernels.contract(queryAngle, one, phase, true);
    kernels.sin(queryAngle, queryAngle);
    kernels.contract(block.targets(), queryAngle, amplitude, false);
  }
}
