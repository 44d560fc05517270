package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Element by element operations. */
final class VectorElementwise {

  private VectorElementwise() {}

  static void clip(LaneMatrix out, LaneMatrix x, float bound) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        int o = out.index(r, c);
        int p = x.index(r, c);
        for (int lane = 0; lane < LANES; lane += WIDTH) {
          FloatVector.fromArray(FLOATS, x.data, p + lane)
              .max(-bound)
              .min(bound)
              .intoArray(out.data, o + lane);
        }
      }
    }
  }

  static void clipGradient(LaneMatrix dx, LaneMatrix x, float bound) {
    for (int r = 0; r < dx.rows(); r++) {
      for (int c = 0; c < dx.cols(); c++) {
        int o = dx.index(r, c);
        int p = x.index(r, c);
        for (int lane = 0; lane < LANES; lane += WIDTH) {
          FloatVector value = FloatVector.fromArray(FLOATS, x.data, p + lane);
          FloatVector.fromArray(FLOATS, dx.data, o + lane)
              .blend(0f, value.abs().compare(VectorOperators.LT, bound).not())
              .intoArray(dx.data, o + lane);
        }
      }
    }
  }

  static void add(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    if (!(out.packed() && a.packed() && b.packed())) {
      addApart(out, a, b);
      return;
    }
    for (int r = 0; r < out.rows(); r++) {
      int length = out.cols() * LANES;
      add(out.data, out.index(r, 0), a.data, a.index(r, 0), b.data, b.index(r, 0), length);
    }
  }

  /** The same where columns do not lie side by side. */
  private static void addApart(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    final int rows = out.rows();
    final int cols = out.cols();
    final int outCol = out.colStride;
    final int aCol = a.colStride;
    final int bCol = b.colStride;
    final float[] sums = out.data;
    final float[] as = a.data;
    final float[] bs = b.data;
    for (int r = 0; r < rows; r++) {
      int o = out.index(r, 0);
      int p = a.index(r, 0);
      int q = b.index(r, 0);
      for (int c = 0; c < cols; c++) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
          FloatVector.fromArray(FLOATS, as, p + lane)
              .add(FloatVector.fromArray(FLOATS, bs, q + lane))
              .intoArray(sums, o + lane);
        }
        o += outCol;
        p += aCol;
        q += bCol;
      }
    }
  }

  private static void add(float[] out, int o, float[] a, int p, float[] b, int q, int length) {
    for (int k = 0; k < length; k += WIDTH) {
      FloatVector.fromArray(FLOATS, a, p + k)
          .add(FloatVector.fromArray(FLOATS, b, q + k))
          .intoArray(out, o + k);
    }
  }

  static void subtract(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    int run = out.packed() && a.packed() && b.packed() ? out.cols() : 1;
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c += run) {
        subtract(
            out.data, out.index(r, c), a.data, a.index(r, c), b.data, b.index(r, c), run * LANES);
      }
    }
  }

  private static void subtract(float[] out, int o, float[] a, int p, float[] b, int q, int length) {
    for (int k = 0; k < length; k += WIDTH) {
      FloatVector.fromArray(FLOATS, a, p + k)
          .sub(FloatVector.fromArray(FLOATS, b, q + k))
          .intoArray(out, o + k);
    }
  }

  static void multiply(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    int run = out.packed() && a.packed() && b.packed() ? out.cols() : 1;
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c += run) {
        multiply(
            out.data, out.index(r, c), a.data, a.index(r, c), b.data, b.index(r, c), run * LANES);
      }
    }
  }

  private static void multiply(float[] out, int o, float[] a, int p, float[] b, int q, int length) {
    for (int k = 0; k < length; k += WIDTH) {
      FloatVector.fromArray(FLOATS, a, p + k)
          .mul(FloatVector.fromArray(FLOATS, b, q + k))
          .intoArray(out, o + k);
    }
  }
}
