package org.iclsweep.task;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.random.Stream;

/**
 * Draws what a block of sequences shows of its states. Noise has generators of its own, so that
 * states are the same with it, and is drawn observation by observation.
 */
final class ObservationSampler {

  /** Number of the stream of such noise, behind those of {@link Stream}. */
  private static final int BESIDE = 1 << 8;

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] ofNoise = new int[LaneKernels.STATE_WORDS];
  private final Observations law;
  private final LaneMatrix map;
  private final LaneMatrix observations;
  private final LaneMatrix[] noise;
  private final LaneMatrix noises;
  private final Operation observe;

  /**
   * @param states [T + 1, n, 16]
   */
  ObservationSampler(Observations law, LaneMatrix states) {
    this.law = law;
    int dim = states.cols();
    int width = law.width(dim);
    boolean same = law.observed() == 0 && law.noise() == 0;
    observations = same ? states : LaneMatrix.zeros(states.rows(), width);
    map = LaneMatrix.zeros(law.observed(), dim);
    noises = LaneMatrix.zeros(law.noise() > 0 ? states.rows() : 0, width);
    noise = new LaneMatrix[noises.rows()];
    Arrays.setAll(noise, noises::row);
    if (law.observed() > 0) {
      observe = kernels.contract(observations, states, map.transposed(), false);
    } else {
      observe = same ? Operation.none() : kernels.copy(observations, states);
    }
  }

  /** s_1 to s_{T+1}: [T + 1, n_s, 16]. */
  LaneMatrix observations() {
    return observations;
  }

  /** Draws C for every lane by its generator. */
  void drawMap(int[] state) {
    kernels.fillNormal(map, state, (float) law.scale());
  }

  /** Writes observations of states that have been drawn, with noise as of these tasks. */
  void draw(long seed, Stream stream, int step, int firstTask) {
    observe.run();
    if (law.noise() > 0) {
      kernels.seed(ofNoise, seed, stream.number() + BESIDE, step, firstTask);
      for (LaneMatrix row : noise) {
        kernels.fillNormal(row, ofNoise, (float) law.noise());
      }
      kernels.add(observations, observations, noises);
    }
  }
}
