package org.iclsweep.layer;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;

/**
 * By what a head's scores fall with the distance: powers of γ.
 *
 * <pre>  S[t,s] ← γ^(t-s) S[t,s]  </pre>
 *
 * <p><b>Shapes</b> (T tokens): powers [8, T, 16], of the last strip that T tokens can have, or
 * which all others have a part of.
 */
final class Decay {

  private final LaneKernels kernels = Lanes.kernels();
  private final SharedMatrix factor;
  private final LaneMatrix powers;
  private float of = Float.NaN;

  /**
   * @param factor γ, [1, 1]
   * @param tokens T
   */
  Decay(SharedMatrix factor, int tokens) {
    this.factor = factor;
    powers = LaneMatrix.zeros(CausalStrip.HEIGHT, tokens);
  }

  /** Takes up the present γ. */
  void prepare() {
    if (of == factor.get(0, 0)) {
      return;
    }
    of = factor.get(0, 0);
    double power = 1;
    for (int distance = 0; distance < powers.cols(); distance++) {
      for (int row = 0; row < powers.rows(); row++) {
        fill(row, powers.cols() - powers.rows() + row - distance, (float) power);
      }
      power *= of;
    }
  }

  private void fill(int row, int col, float power) {
    for (int lane = 0; col >= 0 && lane < LaneMatrix.LANES; lane++) {
      powers.set(row, col, lane, power);
    }
  }

  /** Multiplies the scores of a strip, or their gradient. */
  Operation of(LaneMatrix scores) {
    LaneMatrix part =
        powers
            .rows(powers.rows() - scores.rows(), powers.rows())
            .cols(powers.cols() - scores.cols(), powers.cols());
    return () -> kernels.multiply(scores, scores, part);
  }
}
