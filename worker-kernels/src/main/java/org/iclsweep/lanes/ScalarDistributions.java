package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/**
 * Draws from distributions that training rarely needs, and choices: the scalar twin of {@link
 * VectorDistributions}.
 */
final class ScalarDistributions {

  private ScalarDistributions() {}

  static void fillExponential(LaneMatrix out, int[] state, float scale) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(r, c, lane, exponential(state, lane, scale));
        }
      }
    }
  }

  static void fillLaplace(LaneMatrix out, int[] state, float scale) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          float size = exponential(state, lane, scale);
          out.set(r, c, lane, ScalarKernels.next(state, lane) < 0 ? -size : size);
        }
      }
    }
  }

  static void fillOneHot(LaneMatrix out, int[] state) {
    for (int lane = 0; lane < LANES; lane++) {
      int chosen = (bits(state, lane) * out.cols()) >>> 24;
      for (int c = 0; c < out.cols(); c++) {
        out.set(0, c, lane, c == chosen ? 1f : 0f);
      }
    }
  }

  static void replaceSample(LaneMatrix out, LaneMatrix x, int[] state, int count) {
    for (int lane = 0; lane < LANES; lane++) {
      float left = count;
      for (int t = 0; t < out.rows(); t++) {
        // exact at both ends: below the rows to come, so all are taken where all are left
        if (bits(state, lane) * ((out.rows() - t) * 0x1p-24f) < left) {
          out.set(t, 0, lane, x.get(t, 0, lane));
          left--;
        }
      }
    }
  }

  private static float exponential(int[] state, int lane, float scale) {
    return Elementary.logOfFraction(bits(state, lane) + 1) * -scale;
  }

  private static int bits(int[] state, int lane) {
    return ScalarKernels.next(state, lane) >>> 8;
  }
}
