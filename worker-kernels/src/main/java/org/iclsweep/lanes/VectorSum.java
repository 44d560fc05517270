package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * {@code out = a + b}, element by element, or {@code out = a} where b is null. All of it is final
 * in records, so that in a {@link StraightLine} the compiler knows sizes, arrays and where elements
 * lie, and leaves of a small matrix no loop and no check.
 */
record VectorSum(int rows, int cols, Place out, Place a, Place b) implements Operation {

  /** Where the elements of a matrix lie. */
  private record Place(float[] data, int offset, int rowStride, int colStride) {

    static Place of(LaneMatrix matrix) {
      return new Place(matrix.data, matrix.offset, matrix.rowStride, matrix.colStride);
    }

    int at(int r, int c) {
      return offset + r * rowStride + c * colStride;
    }

    FloatVector load(int at) {
      return FloatVector.fromArray(FLOATS, data, at);
    }
  }

  static VectorSum of(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    return new VectorSum(out.rows(), out.cols(), Place.of(out), Place.of(a), Place.of(b));
  }

  static VectorSum of(LaneMatrix out, LaneMatrix x) {
    return new VectorSum(out.rows(), out.cols(), Place.of(out), Place.of(x), null);
  }

  @Override
  public void run() {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
          FloatVector x = a.load(a.at(r, c) + lane);
          if (b != null) {
            x = x.add(b.load(b.at(r, c) + lane));
          }
          x.intoArray(out.data, out.at(r, c) + lane);
        }
      }
    }
  }
}
