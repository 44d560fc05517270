package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.random.Stream;

/**
 * Draws {@link Sine} tasks: two numbers for amplitude and phase, then the inputs, the query's last.
 *
 * <pre>
 *   (A, φ) = (v, v', 1) M,  v and v' ~ U(-1, 1);   the row of M with the phase's half-width is that of v or v'
 * </pre>
 */
final class SineSampler implements QuerySampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final float range;
  private final TaskBlock block;
  private final LaneMatrix uniforms;
  private final Operation mapWave;
  private final Operation evaluate;
  private final Operation answer;

  SineSampler(Sine spec, TaskBlock block) {
    this.block = block;
    range = (float) spec.inputRange();
    int context = spec.context();
    LaneMatrix draws = LaneMatrix.ones(1, 3);
    uniforms = draws.cols(0, 2);
    LaneMatrix map = LaneMatrix.zeros(3, 2);
    double middle = (spec.amplitudeMin() + spec.amplitudeMax()) / 2;
    int phaseDraw = spec.amplitudePhase() == AmplitudePhase.SAME_DRAW ? 0 : 1;
    Constants.fill(map.row(0).col(0), (float) (spec.amplitudeMax() - middle));
    Constants.fill(map.row(phaseDraw).col(1), (float) (Math.PI / 2));
    Constants.fill(map.row(2).col(0), (float) middle);
    Constants.fill(map.row(2).col(1), (float) (Math.PI / 2));
    LaneMatrix wave = LaneMatrix.zeros(1, 2);
    LaneMatrix amplitude = wave.col(0);
    LaneMatrix phase = wave.col(1);
    LaneMatrix angles = LaneMatrix.zeros(context + 1, 1);
    LaneMatrix contextAngles = angles.rows(0, context);
    LaneMatrix queryAngle = angles.row(context);
    LaneMatrix ones = LaneMatrix.ones(context + 1, 1);
    LaneMatrix one = ones.row(0);
    mapWave = kernels.contract(wave, draws, map, false);
    Operation copyQuery = kernels.contract(queryAngle, block.queryInput(), one, false);
    Operation target = kernels.contract(block.targets(), queryAngle, amplitude, false);
    evaluate =
        Operation.inOrder(
            kernels.contract(contextAngles, block.contextInputs(), one, false),
            copyQuery,
            kernels.contract(angles, ones, phase, true),
            () -> kernels.sin(angles, angles),
            kernels.contract(block.contextLabels(), contextAngles, amplitude, false),
            target);
    answer =
        Operation.inOrder(
            copyQuery,
            kernels.contract(queryAngle, one, phase, true),
            () -> kernels.sin(queryAngle, queryAngle),
            target);
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    kernels.seed(state, seed, stream.number(), step, firstTask);
    kernels.fillUniform(uniforms, state, 1f);
    mapWave.run();
    kernels.fillUniform(block.contextInputs(), state, range);
    kernels.fillUniform(block.queryInput(), state, range);
    evaluate.run();
  }

  @Override
  public void answer() {
    answer.run();
  }
}
