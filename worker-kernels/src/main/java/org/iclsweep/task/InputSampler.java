package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;

/** Draws the inputs of a block of tasks: the context's, then the query's. */
interface InputSampler {

  /** Overwrites both with draws from a block's generators. */
  void draw(int[] state);

  /**
   * A sampler of a distribution.
   *
   * @param context where the inputs of the context go: [N, d, 16]
   * @param query where the query's goes: [1, d, 16]
   */
  static InputSampler of(InputDistribution inputs, LaneMatrix context, LaneMatrix query) {
    if (inputs.normalised()) {
      return new NormalisedInputs(inputs, context, query);
    }
    float scale = (float) inputs.scale();
    return switch (inputs.law()) {
      case UNIFORM -> new UniformInputs(scale, context, query);
      case NORMAL, EXPONENTIAL, LAPLACE ->
          new IndependentInputs(inputs.law(), scale, context, query);
      case MIXTURE -> new MixedInputs(scale, context, query);
      case SPHERE, GAMMA_RADIUS -> new RadialInputs(inputs, context, query);
    };
  }
}
