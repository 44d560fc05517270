package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.GammaDraws;

/**
 * Radii whose squares have a gamma distribution, one a token.
 *
 * <pre>  r_t² ~ Gamma(k, √(2d/k))  </pre>
 *
 * <p>Draws are rejected, so how many numbers a lane takes is chance. They are counted by token,
 * under a key that is the state of the lane's generator: a task's radii depend on no other lane,
 * and what is drawn after them on none of them.
 *
 * <p><b>Error.</b> In double; a radius is rounded to float.
 *
 * <p><b>Cost.</b> A radius is drawn lane by lane, which is most of what such a task takes: 210 ns
 * of a core of an AMD EPYC (Zen 4), and 385 ns below k = 1, where a power is taken too.
 */
final class GammaRadii {

  /** Normal draws that take as long as a radius. */
  private static final double DRAWS = 290;

  private static final double DRAWS_BELOW_ONE = 530;

  private final GammaDraws draws;
  private final double scale;
  private final LaneMatrix radii;
  private final int[] key = new int[4];

  /**
   * @param shape k
   * @param dim d
   * @param tokens of a task
   */
  GammaRadii(double shape, int dim, int tokens) {
    draws = new GammaDraws(shape);
    scale = Math.sqrt(2 * dim / shape);
    radii = LaneMatrix.zeros(tokens, 1);
  }

  /**
   * What a radius takes, in the numbers of {@link TaskSpec#draws}.
   *
   * @param shape k
   */
  static double draws(double shape) {
    return shape < 1 ? DRAWS_BELOW_ONE : DRAWS;
  }

  /** New radii of the tasks of these generators, whose state it leaves: [tokens, 1, 16]. */
  LaneMatrix draw(int[] state) {
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int word = 0; word < key.length; word++) {
        key[word] = state[word * LaneMatrix.LANES + lane];
      }
      for (int t = 0; t < radii.rows(); t++) {
        radii.set(t, 0, lane, (float) Math.sqrt(scale * draws.draw(key, t)));
      }
    }
    return radii;
  }
}
