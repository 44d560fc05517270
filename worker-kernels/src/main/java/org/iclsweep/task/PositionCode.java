package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;

/**
 * The sinusoidal code of positions, concatenated to tokens.
 *
 * <pre>  code[p, 2i] = sin(p 10000^(-2i/D)),   code[p, 2i+1] = cos(p 10000^(-2i/D))  </pre>
 *
 * <p>Computed in double by {@link StrictMath}, whose bits are specified.
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017), section 3.5</a>
 */
final class PositionCode {

  private PositionCode() {}

  /** Overwrites {@code code} [tokens, D, 16], the same in every lane. */
  static void write(LaneMatrix code) {
    for (int p = 0; p < code.rows(); p++) {
      for (int c = 0; c < code.cols(); c++) {
        float value = (float) value(p, c, code.cols());
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          code.set(p, c, lane, value);
        }
      }
    }
  }

  private static double value(int p, int c, int width) {
    int even = c - c % 2;
    double angle = p * StrictMath.pow(10_000, -(double) even / width);
    return c == even ? StrictMath.sin(angle) : StrictMath.cos(angle);
  }
}
