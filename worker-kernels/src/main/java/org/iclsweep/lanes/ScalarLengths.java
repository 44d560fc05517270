package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/** Lengths of normal vectors: the scalar twin of {@link VectorLengths}. */
final class ScalarLengths {

  /** Factors of 1 to 2^24 whose product, with one below the root of 2, is a float. */
  static final int FACTORS = 5;

  private ScalarLengths() {}

  static void lengthen(LaneMatrix out, int[] state, int pairs, float scale) {
    float factor = -2 * scale * scale;
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          float length = out.get(r, c, lane);
          float sum = Math.fma(length, length, logOfProduct(state, lane, pairs) * factor);
          out.set(r, c, lane, (float) Math.sqrt(sum));
        }
      }
    }
  }

  private static float logOfProduct(int[] state, int lane, int pairs) {
    int exponent = -24 * pairs;
    float product = 1;
    for (int done = 0; done < pairs; done += FACTORS) {
      for (int draw = done; draw < Math.min(done + FACTORS, pairs); draw++) {
        product *= (ScalarKernels.next(state, lane) >>> 8) + 1;
      }
      int bits = Float.floatToRawIntBits(product) + Elementary.ONE - Elementary.ROOT_HALF;
      exponent += (bits >>> 23) - 127;
      product = Float.intBitsToFloat((bits & 0x7FFFFF) + Elementary.ROOT_HALF);
    }
    return Elementary.log(exponent, product - 1);
  }
}
