package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/** Sines and reciprocal roots, element by element: the scalar twin of {@link VectorWaves}. */
final class ScalarWaves {

  private ScalarWaves() {}

  static void sin(LaneMatrix out, LaneMatrix x) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(r, c, lane, Elementary.sin(x.get(r, c, lane)));
        }
      }
    }
  }

  static void reciprocalRoot(LaneMatrix out, LaneMatrix x, float scale) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(r, c, lane, scale / (float) Math.sqrt(x.get(r, c, lane)));
        }
      }
    }
  }
}
