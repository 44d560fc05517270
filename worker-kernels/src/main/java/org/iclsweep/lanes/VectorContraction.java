package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.GROUPS;

/** Lane-wise products of small matrices. */
final class VectorContraction {

  private VectorContraction() {}

  static void contract(LaneMatrix out, LaneMatrix a, LaneMatrix b, boolean add) {
    VectorSweep.sweep(
        GROUPS,
        out.data,
        out.offset,
        out.groupStride,
        out.rowStride,
        out.colStride,
        a.data,
        a.offset,
        a.groupStride,
        a.rowStride,
        a.colStride,
        b.data,
        b.offset,
        b.groupStride,
        b.colStride,
        b.rowStride,
        out.rows(),
        out.cols(),
        a.cols(),
        add);
  }
}
