package org.iclsweep.lanes;

/** Shared weights times tokens: token by token, all groups of lanes at once. */
final class VectorProduct {

  private VectorProduct() {}

  static void product(LaneMatrix out, SharedMatrix w, LaneMatrix x, boolean add) {
    int width = out.cols();
    for (int t = 0; t < out.rows(); t++) {
      int from = x.index(0, t, 0);
      for (int r = 0; r < width; r += VectorSweep.piece(width - r)) {
        features(
            VectorSweep.piece(width - r),
            out.data,
            out.index(0, t, r),
            out.colStride,
            out.groupStride,
            w.data,
            w.offset + r * w.rowStride,
            w.rowStride,
            w.colStride,
            x.data,
            from,
            x.colStride,
            x.groupStride,
            x.cols(),
            add);
      }
    }
  }

  private static void features(
      int count,
      float[] out,
      int o,
      int outStep,
      int outGroup,
      float[] w,
      int v,
      int wRow,
      int wTerm,
      float[] x,
      int q,
      int xTerm,
      int xGroup,
      int terms,
      boolean add) {
    switch (count) {
      case 4 ->
          ProductTiles.features4(
              out, o, outStep, outGroup, w, v, wRow, wTerm, x, q, xTerm, xGroup, terms, add);
      case 3 ->
          ProductTiles.features3(
              out, o, outStep, outGroup, w, v, wRow, wTerm, x, q, xTerm, xGroup, terms, add);
      case 2 ->
          ProductTiles.features2(
              out, o, outStep, outGroup, w, v, wRow, wTerm, x, q, xTerm, xGroup, terms, add);
      default ->
          ProductTiles.features1(
              out, o, outStep, outGroup, w, v, wRow, wTerm, x, q, xTerm, xGroup, terms, add);
    }
  }
}
