package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/**
 * Inputs {@code x ~ U(-range, range)}. Apart from the other laws, since training draws these all
 * the time: beside another law in one method, the compiler boxes vectors.
 */
final class UniformInputs implements InputSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final float range;
  private final LaneMatrix context;
  private final LaneMatrix query;

  UniformInputs(float range, LaneMatrix context, LaneMatrix query) {
    this.range = range;
    this.context = context;
    this.query = query;
  }

  @Override
  public void draw(int[] state) {
    kernels.fillUniform(context, state, range);
    kernels.fillUniform(query, state, range);
  }
}
