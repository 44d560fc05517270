package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.GROUP;

/**
 * Cuts a lane-wise product into tiles: first the group of lanes, then rows, then columns; or, where
 * there are few terms, into pairs of rows.
 *
 * <pre>  out[i,j] = Σ_k a[i,k] b[k,j]   (add: out[i,j] + Σ_k ...)  </pre>
 *
 * <p>Operands are given as arrays and strides, so that sums over tasks, where every group adds to
 * the same outputs ({@code outGroup} is 0), are swept by the same tiles.
 */
final class VectorSweep {

  /** So many columns pay for holding the few terms of two rows in registers. */
  private static final int WIDE = 8;

  private VectorSweep() {}

  static void sweep(
      int groups,
      float[] out,
      int o,
      int outGroup,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aGroup,
      int aRow,
      int aTerm,
      float[] b,
      int q,
      int bGroup,
      int bCol,
      int bTerm,
      int rows,
      int cols,
      int terms,
      boolean add) {
    if (cols == 1) {
      strips(
          groups, out, o, outGroup, outRow, a, p, aGroup, aRow, aTerm, b, q, bGroup, bTerm, rows,
          terms, add);
    } else if (rows == 1) {
      // a·b = b·a to the bit, so a row of outputs is a column of the transposed product
      strips(
          groups, out, o, outGroup, outCol, b, q, bGroup, bCol, bTerm, a, p, aGroup, aTerm, cols,
          terms, add);
    } else if ((terms == 2 || terms == 4) && cols >= WIDE) {
      pairs(
          groups, out, o, outGroup, outRow, outCol, a, p, aGroup, aRow, aTerm, b, q, bGroup, bCol,
          bTerm, rows, cols, terms, add);
    } else {
      for (int group = 0; group < groups; group++) {
        tiles(
            out,
            o + group * outGroup,
            outRow,
            outCol,
            a,
            p + group * aGroup,
            aRow,
            aTerm,
            b,
            q + group * bGroup,
            bCol,
            bTerm,
            rows,
            cols,
            terms,
            add);
      }
    }
  }

  /** Size of the next piece: fours, then what is left, but never a single one behind a four. */
  static int piece(int left) {
    return left == 5 ? 3 : Math.min(left, 4);
  }

  private static void strips(
      int groups,
      float[] out,
      int o,
      int outGroup,
      int outStep,
      float[] a,
      int p,
      int aGroup,
      int aStep,
      int aTerm,
      float[] b,
      int q,
      int bGroup,
      int bTerm,
      int count,
      int terms,
      boolean add) {
    int lanes = groups * GROUP;
    for (int i = 0; i < count; i += piece(count - i)) {
      int at = o + i * outStep;
      int from = p + i * aStep;
      switch (piece(count - i)) {
        case 4 ->
            Strips.strip4(
                out, at, outGroup, outStep, a, from, aGroup, aStep, aTerm, b, q, bGroup, bTerm,
                terms, add, lanes);
        case 3 ->
            Strips.strip3(
                out, at, outGroup, outStep, a, from, aGroup, aStep, aTerm, b, q, bGroup, bTerm,
                terms, add, lanes);
        case 2 ->
            Strips.strip2(
                out, at, outGroup, outStep, a, from, aGroup, aStep, aTerm, b, q, bGroup, bTerm,
                terms, add, lanes);
        default ->
            Strips.strip1(
                out, at, outGroup, a, from, aGroup, aTerm, b, q, bGroup, bTerm, terms, add, lanes);
      }
    }
  }

  private static void pairs(
      int groups,
      float[] out,
      int o,
      int outGroup,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aGroup,
      int aRow,
      int aTerm,
      float[] b,
      int q,
      int bGroup,
      int bCol,
      int bTerm,
      int rows,
      int cols,
      int terms,
      boolean add) {
    int paired = rows / 2 * 2;
    for (int group = 0; group < groups; group++) {
      for (int i = 0; i < paired; i += 2) {
        int at = o + group * outGroup + i * outRow;
        int from = p + group * aGroup + i * aRow;
        int to = q + group * bGroup;
        if (terms == 2) {
          PairTiles.terms2(
              out, at, outRow, outCol, a, from, aRow, aTerm, b, to, bCol, bTerm, cols, add);
        } else {
          PairTiles.terms4(
              out, at, outRow, outCol, a, from, aRow, aTerm, b, to, bCol, bTerm, cols, add);
        }
      }
    }
    if (paired < rows) {
      int at = o + paired * outRow;
      int from = p + paired * aRow;
      strips(
          groups, out, at, outGroup, outCol, b, q, bGroup, bCol, bTerm, a, from, aGroup, aTerm,
          cols, terms, add);
    }
  }

  private static void tiles(
      float[] out,
      int o,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aRow,
      int aTerm,
      float[] b,
      int q,
      int bCol,
      int bTerm,
      int rows,
      int cols,
      int terms,
      boolean add) {
    for (int i = 0; i < rows; i += piece(rows - i)) {
      for (int j = 0; j < cols; j += piece(cols - j)) {
        int at = o + i * outRow + j * outCol;
        int height = piece(rows - i);
        int width = piece(cols - j);
        if (height >= width) {
          tile(
              height,
              width,
              out,
              at,
              outRow,
              outCol,
              a,
              p + i * aRow,
              aRow,
              aTerm,
              b,
              q + j * bCol,
              bCol,
              bTerm,
              terms,
              add);
        } else {
          tile(
              width,
              height,
              out,
              at,
              outCol,
              outRow,
              b,
              q + j * bCol,
              bCol,
              bTerm,
              a,
              p + i * aRow,
              aRow,
              aTerm,
              terms,
              add);
        }
      }
    }
  }

  /** A tile that is not wider than high. */
  private static void tile(
      int rows,
      int cols,
      float[] out,
      int o,
      int outRow,
      int outCol,
      float[] a,
      int p,
      int aRow,
      int aTerm,
      float[] b,
      int q,
      int bCol,
      int bTerm,
      int terms,
      boolean add) {
    switch (4 * rows + cols) {
      case 20 ->
          TallTiles.tile4x4(
              out, o, outRow, outCol, a, p, aRow, aTerm, b, q, bCol, bTerm, terms, add);
      case 19 ->
          TallTiles.tile4x3(
              out, o, outRow, outCol, a, p, aRow, aTerm, b, q, bCol, bTerm, terms, add);
      case 18 ->
          TallTiles.tile4x2(
              out, o, outRow, outCol, a, p, aRow, aTerm, b, q, bCol, bTerm, terms, add);
      case 15 ->
          ShortTiles.tile3x3(
              out, o, outRow, outCol, a, p, aRow, aTerm, b, q, bCol, bTerm, terms, add);
      case 14 ->
          ShortTiles.tile3x2(
              out, o, outRow, outCol, a, p, aRow, aTerm, b, q, bCol, bTerm, terms, add);
      case 10 ->
          ShortTiles.tile2x2(
              out, o, outRow, outCol, a, p, aRow, aTerm, b, q, bCol, bTerm, terms, add);
      default -> throw new AssertionError(rows + " x " + cols);
    }
  }
}
