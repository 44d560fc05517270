package org.iclsweep.lanes;

/** Shared weights times tokens: token by token, all groups of lanes at once. */
final class VectorProduct {

  /** So many outputs of a token of two or three features pay for holding it in registers. */
  private static final int WIDE = 8;

  private VectorProduct() {}

  static void product(LaneMatrix out, SharedMatrix w, LaneMatrix x, boolean add) {
    if ((x.cols() == 2 || x.cols() == 3) && out.cols() >= WIDE) {
      narrow(out, w, x, add);
    } else {
      tiled(out, w, x, add);
    }
  }

  private static void narrow(LaneMatrix out, SharedMatrix w, LaneMatrix x, boolean add) {
    for (int t = 0; t < out.rows(); t++) {
      narrowToken(
          out.data,
          out.index(0, t, 0),
          out.colStride,
          out.groupStride,
          w.data,
          w.offset,
          w.rowStride,
          w.colStride,
          x.data,
          x.index(0, t, 0),
          x.colStride,
          x.groupStride,
          x.cols(),
          out.cols(),
          add);
    }
  }

  private static void narrowToken(
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
      int features,
      boolean add) {
    if (terms == 2) {
      NarrowTiles.terms2(
          out, o, outStep, outGroup, w, v, wRow, wTerm, x, q, xTerm, xGroup, features, add);
    } else {
      NarrowTiles.terms3(
          out, o, outStep, outGroup, w, v, wRow, wTerm, x, q, xTerm, xGroup, features, add);
    }
  }

  private static void tiled(LaneMatrix out, SharedMatrix w, LaneMatrix x, boolean add) {
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
