package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/** Inputs whose features are independent draws from one law, the same for every task. */
final class IndependentInputs implements InputSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final InputLaw law;
  private final float scale;
  private final LaneMatrix context;
  private final LaneMatrix query;

  IndependentInputs(InputLaw law, float scale, LaneMatrix context, LaneMatrix query) {
    this.law = law;
    this.scale = scale;
    this.context = context;
    this.query = query;
  }

  @Override
  public void draw(int[] state) {
    fill(context, state);
    fill(query, state);
  }

  private void fill(LaneMatrix out, int[] state) {
    switch (law) {
      case NORMAL -> kernels.fillNormal(out, state, scale);
      case EXPONENTIAL -> kernels.fillExponential(out, state, scale);
      case LAPLACE -> kernels.fillLaplace(out, state, scale);
      case UNIFORM, MIXTURE, SPHERE, GAMMA_RADIUS -> throw new AssertionError(law);
    }
  }
}
