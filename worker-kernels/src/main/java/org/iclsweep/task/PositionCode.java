package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;

/**
 * The sinusoidal code of positions, concatenated to tokens, or to what is read of them.
 *
 * <pre>  code[p, 2i] = sin(p 10000^(-2i/D)),   code[p, 2i+1] = cos(p 10000^(-2i/D))  </pre>
 *
 * <p>Computed in double by {@link StrictMath}, whose bits are specified.
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017), section 3.5</a>
 */
public final class PositionCode {

  private PositionCode() {}

  /** That of so many tokens, [tokens, D]. */
  public static SharedMatrix of(int tokens, int width) {
    SharedMatrix code = SharedMatrix.zeros(tokens, width);
    for (int p = 0; p < tokens; p++) {
      for (int c = 0; c < width; c++) {
        code.set(p, c, (float) value(p, c, width));
      }
    }
    return code;
  }

  /** Overwrites {@code code} [tokens, D, 16], the same in every lane. */
  static void write(LaneMatrix code) {
    code.copyFrom(of(code.rows(), code.cols()));
  }

  private static double value(int p, int c, int width) {
    int even = c - c % 2;
    double angle = p * StrictMath.pow(10_000, -(double) even / width);
    return c == even ? StrictMath.sin(angle) : StrictMath.cos(angle);
  }
}
