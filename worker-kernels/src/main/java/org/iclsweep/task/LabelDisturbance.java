package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/** Noise on the labels of a context, then distractors in the place of some. */
final class LabelDisturbance {

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix labels;
  private final float noise;
  private final int distractors;
  private final LaneMatrix draws;
  private final Operation addNoise;

  LabelDisturbance(LinearRegression spec, LaneMatrix labels) {
    this.labels = labels;
    noise = (float) spec.noise();
    distractors = spec.distractors();
    draws = LaneMatrix.zeros(noise > 0 || distractors > 0 ? spec.context() : 0, 1);
    LaneMatrix one = LaneMatrix.ones(1, 1);
    addNoise = noise > 0 ? kernels.contract(labels, draws, one, true) : Operation.none();
  }

  void apply(int[] state) {
    if (noise > 0) {
      kernels.fillNormal(draws, state, noise);
      addNoise.run();
    }
    if (distractors > 0) {
      kernels.fillNormal(draws, state, 1f);
      kernels.replaceSample(labels, draws, state, distractors);
    }
  }
}
