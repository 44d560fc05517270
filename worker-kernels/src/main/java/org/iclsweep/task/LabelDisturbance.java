package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/** Noise on the labels of a context, then distractors in the place of some. */
final class LabelDisturbance {

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix labels;
  private final float noise;
  private final int distractors;
  private final LaneMatrix draws;
  private final LaneMatrix one = LaneMatrix.zeros(1, 1);

  LabelDisturbance(LinearRegression spec, LaneMatrix labels) {
    this.labels = labels;
    noise = (float) spec.noise();
    distractors = spec.distractors();
    draws = LaneMatrix.zeros(noise > 0 || distractors > 0 ? spec.context() : 0, 1);
    Constants.fill(one, 1f);
  }

  void apply(int[] state) {
    if (noise > 0) {
      kernels.fillNormal(draws, state, noise);
      kernels.contract(labels, draws, one, true);
    }
    if (distractors > 0) {
      kernels.fillNormal(draws, state, 1f);
      kernels.replaceSample(labels, draws, state, distractors);
    }
  }
}
