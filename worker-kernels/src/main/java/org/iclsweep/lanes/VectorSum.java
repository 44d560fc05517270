package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * {@code out = a + b}, element by element, or {@code out = a} where b is null. All of it is final
 * in a record, so that in a {@link StraightLine} the compiler knows sizes, arrays and where
 * elements lie, and leaves of a small matrix no loop and no check.
 */
record VectorSum(
    int rows,
    int cols,
    float[] out,
    int o,
    int outRow,
    int outCol,
    float[] a,
    int p,
    int aRow,
    int aCol,
    float[] b,
    int q,
    int bRow,
    int bCol)
    implements Operation {

  static VectorSum of(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    return new VectorSum(
        out.rows(),
        out.cols(),
        out.data,
        out.offset,
        out.rowStride,
        out.colStride,
        a.data,
        a.offset,
        a.rowStride,
        a.colStride,
        b.data,
        b.offset,
        b.rowStride,
        b.colStride);
  }

  static VectorSum of(LaneMatrix out, LaneMatrix x) {
    return new VectorSum(
        out.rows(),
        out.cols(),
        out.data,
        out.offset,
        out.rowStride,
        out.colStride,
        x.data,
        x.offset,
        x.rowStride,
        x.colStride,
        null,
        0,
        0,
        0);
  }

  @Override
  public void run() {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
          FloatVector x = FloatVector.fromArray(FLOATS, a, p + r * aRow + c * aCol + lane);
          if (b != null) {
            x = x.add(FloatVector.fromArray(FLOATS, b, q + r * bRow + c * bCol + lane));
          }
          x.intoArray(out, o + r * outRow + c * outCol + lane);
        }
      }
    }
  }
}
