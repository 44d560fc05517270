package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.random.Stream;
import org.iclsweep.spi.LaneDraws;

/** The draws that a provider gets for a block of tasks. */
final class ProvidedDraws implements LaneDraws {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];

  /** Starts those of other tasks. */
  void seed(long seed, Stream stream, int step, int firstTask) {
    kernels.seed(state, seed, stream.number(), step, firstTask);
  }

  @Override
  public void uniform(LaneMatrix matrix, double range) {
    kernels.fillUniform(matrix, state, (float) range);
  }

  @Override
  public void normal(LaneMatrix matrix, double deviation) {
    kernels.fillNormal(matrix, state, (float) deviation);
  }
}
