package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.GROUPS;

/**
 * Sums over tokens and tasks of outer products: the product of dyᵀ and x, group after group onto
 * the same sums. Where there is one token, the groups are the terms.
 */
final class VectorAccumulation {

  private VectorAccumulation() {}

  static void accumulate(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    boolean oneToken = dy.rows() == 1;
    int dyTerm = oneToken ? dy.groupStride : dy.rowStride;
    int xTerm = oneToken ? x.groupStride : x.rowStride;
    VectorSweep.sweep(
        oneToken ? 1 : GROUPS,
        sums.data,
        sums.offset,
        0,
        sums.rowStride,
        sums.colStride,
        dy.data,
        dy.offset,
        dy.groupStride,
        dy.colStride,
        dyTerm,
        x.data,
        x.offset,
        x.groupStride,
        x.colStride,
        xTerm,
        sums.rows(),
        sums.cols(),
        oneToken ? GROUPS : dy.rows(),
        true);
  }
}
