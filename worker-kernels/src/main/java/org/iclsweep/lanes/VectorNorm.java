package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Layer normalisation of each row, one register of tasks at a time. A pass runs over all rows
 * before the next: the chains of sums, divisions and root of several rows then overlap. Views whose
 * columns do not lie one after another go to the scalar twin.
 */
final class VectorNorm {

  private VectorNorm() {}

  static void layerNorm(
      LaneMatrix out,
      LaneMatrix normal,
      LaneMatrix inverse,
      LaneMatrix x,
      SharedMatrix scale,
      SharedMatrix offset,
      float epsilon) {
    if (!(out.packed() && normal.packed() && x.packed())) {
      ScalarNorm.layerNorm(out, normal, inverse, x, scale, offset, epsilon);
      return;
    }
    deviations(normal, x);
    inverses(inverse, normal, epsilon);
    affine(out, normal, inverse, scale, offset);
  }

  private static void deviations(LaneMatrix normal, LaneMatrix x) {
    for (int t = 0; t < x.rows(); t++) {
      int z = normal.index(t, 0);
      int p = x.index(t, 0);
      for (int k = 0; k < LANES; k += WIDTH) {
        deviationsRow(normal.data, z + k, x.data, p + k, x.cols());
      }
    }
  }

  private static void deviationsRow(float[] normal, int z, float[] x, int p, int cols) {
    int length = cols * LANES;
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int j = 0; j < length; j += LANES) {
      sum = sum.add(FloatVector.fromArray(FLOATS, x, p + j));
    }
    FloatVector mean = sum.div(cols);
    for (int j = 0; j < length; j += LANES) {
      FloatVector.fromArray(FLOATS, x, p + j).sub(mean).intoArray(normal, z + j);
    }
  }

  private static void inverses(LaneMatrix inverse, LaneMatrix normal, float epsilon) {
    for (int t = 0; t < normal.rows(); t++) {
      int f = inverse.index(t, 0);
      int z = normal.index(t, 0);
      for (int k = 0; k < LANES; k += WIDTH) {
        inverseRow(inverse.data, f + k, normal.data, z + k, normal.cols(), epsilon);
      }
    }
  }

  private static void inverseRow(
      float[] inverse, int f, float[] normal, int z, int cols, float epsilon) {
    FloatVector squares = FloatVector.zero(FLOATS);
    for (int j = 0; j < cols; j++) {
      FloatVector deviation = FloatVector.fromArray(FLOATS, normal, z + j * LANES);
      squares = deviation.fma(deviation, squares);
    }
    FloatVector.broadcast(FLOATS, 1f)
        .div(squares.div(cols).add(epsilon).sqrt())
        .intoArray(inverse, f);
  }

  private static void affine(
      LaneMatrix out,
      LaneMatrix normal,
      LaneMatrix inverse,
      SharedMatrix scale,
      SharedMatrix offset) {
    for (int t = 0; t < out.rows(); t++) {
      int o = out.index(t, 0);
      int z = normal.index(t, 0);
      int f = inverse.index(t, 0);
      for (int k = 0; k < LANES; k += WIDTH) {
        affineRow(out.data, o + k, normal.data, z + k, inverse.data, f + k, scale, offset);
      }
    }
  }

  private static void affineRow(
      float[] out,
      int o,
      float[] normal,
      int z,
      float[] inverse,
      int f,
      SharedMatrix scale,
      SharedMatrix offset) {
    FloatVector factor = FloatVector.fromArray(FLOATS, inverse, f);
    for (int j = 0; j < scale.cols(); j++) {
      FloatVector value = FloatVector.fromArray(FLOATS, normal, z + j * LANES).mul(factor);
      value.intoArray(normal, z + j * LANES);
      value
          .fma(
              FloatVector.broadcast(FLOATS, scale.get(0, j)),
              FloatVector.broadcast(FLOATS, offset.get(0, j)))
          .intoArray(out, o + j * LANES);
    }
  }

  static void gradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix normal, LaneMatrix inverse, SharedMatrix scale) {
    if (!(dx.packed() && dy.packed() && normal.packed())) {
      ScalarNorm.gradient(dx, dy, normal, inverse, scale);
      return;
    }
    for (int t = 0; t < dx.rows(); t++) {
      int o = dx.index(t, 0);
      int d = dy.index(t, 0);
      int z = normal.index(t, 0);
      int f = inverse.index(t, 0);
      for (int k = 0; k < LANES; k += WIDTH) {
        gradientRow(dx.data, o + k, dy.data, d + k, normal.data, z + k, inverse.data, f + k, scale);
      }
    }
  }

  // forward was y = scale z + offset, z = (x - mean) / σ, so with g = scale dy:
  // dx += (g - mean of g - z mean of g z) / σ
  private static void gradientRow(
      float[] dx,
      int o,
      float[] dy,
      int d,
      float[] normal,
      int z,
      float[] inverse,
      int f,
      SharedMatrix scale) {
    int cols = scale.cols();
    FloatVector sum = FloatVector.zero(FLOATS);
    FloatVector moment = FloatVector.zero(FLOATS);
    for (int j = 0; j < cols; j++) {
      FloatVector g = FloatVector.fromArray(FLOATS, dy, d + j * LANES).mul(scale.get(0, j));
      sum = sum.add(g);
      moment = g.fma(FloatVector.fromArray(FLOATS, normal, z + j * LANES), moment);
    }
    FloatVector minusMean = sum.div(cols).neg();
    FloatVector slope = moment.div(-cols);
    FloatVector factor = FloatVector.fromArray(FLOATS, inverse, f);
    for (int j = 0; j < cols; j++) {
      FloatVector centred =
          FloatVector.fromArray(FLOATS, dy, d + j * LANES)
              .fma(FloatVector.broadcast(FLOATS, scale.get(0, j)), minusMean);
      FloatVector.fromArray(FLOATS, normal, z + j * LANES)
          .fma(slope, centred)
          .fma(factor, FloatVector.fromArray(FLOATS, dx, o + j * LANES))
          .intoArray(dx, o + j * LANES);
    }
  }
}
