package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.random.Stream;

/**
 * Chooses one of finitely many systems for each lane, as the generator by which it is drawn.
 *
 * <pre>  system k of a seed:  Threefry(key = (seed, TEACHER), counter = (k, 0, 0, 0))  </pre>
 *
 * <p>A number between 0 and {@code count} - 1 takes one draw of the lane's own generator.
 */
final class KnownSystems {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] chosen = new int[LaneKernels.STATE_WORDS];
  private final int[] system = new int[LaneKernels.STATE_WORDS];
  private final LaneMatrix place = LaneMatrix.zeros(1, 1);
  private final int count;
  private final long seed;

  KnownSystems(int count, long seed) {
    this.count = count;
    this.seed = seed;
  }

  /** Generators of the systems that {@code state} chooses; the same array every time. */
  int[] choose(int[] state) {
    kernels.fillUniform(place, state, 0.5f);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      int number = (int) ((place.get(0, 0, lane) + 0.5) * count);
      kernels.seed(system, seed, Stream.TEACHER.number(), 0, Math.min(number, count - 1));
      for (int word = 0; word < LaneKernels.STATE_WORDS; word += LaneMatrix.LANES) {
        chosen[word + lane] = system[word];
      }
    }
    return chosen;
  }
}
