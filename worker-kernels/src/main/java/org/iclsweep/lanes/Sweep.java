package org.iclsweep.lanes;

/**
 * The form of a product of matrices, lane by lane: sizes, and how far apart neighbours lie. The
 * arrays and where they start come with the operands.
 *
 * <pre>  out[i,j] = Σ_k a[i,k] b[k,j]   (add: out[i,j] + Σ_k ...)  </pre>
 *
 * <p>Products with weights that all tasks share, and sums over tokens of outer products, are of the
 * same form.
 *
 * @param rows of out and a
 * @param cols of out and b
 * @param terms of a sum
 * @param outRow floats from a row of out to the next; the others alike
 * @param add whether sums start from what is in out, or from zero
 * @param sharedA whether a holds one float for all lanes
 * @param sharedB whether b does
 */
record Sweep(
    int rows,
    int cols,
    int terms,
    int outRow,
    int outCol,
    int aRow,
    int aTerm,
    int bCol,
    int bTerm,
    boolean add,
    boolean sharedA,
    boolean sharedB) {

  /** What an output costs beside its terms, in fused multiply-adds. */
  private static final int OUTPUT = 4;

  static Sweep contract(LaneMatrix out, LaneMatrix a, LaneMatrix b, boolean add) {
    return new Sweep(
        out.rows(),
        out.cols(),
        a.cols(),
        out.rowStride,
        out.colStride,
        a.rowStride,
        a.colStride,
        b.colStride,
        b.rowStride,
        add,
        false,
        false);
  }

  static Sweep product(LaneMatrix out, SharedMatrix w, LaneMatrix x, boolean add) {
    return new Sweep(
        out.cols(),
        out.rows(),
        x.cols(),
        out.colStride,
        out.rowStride,
        w.rowStride,
        w.colStride,
        x.rowStride,
        x.colStride,
        add,
        true,
        false);
  }

  static Sweep accumulate(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    return new Sweep(
        sums.rows(),
        sums.cols(),
        dy.rows(),
        sums.rowStride,
        sums.colStride,
        dy.colStride,
        dy.rowStride,
        x.colStride,
        x.rowStride,
        true,
        false,
        false);
  }

  /** The same sums as a product of the transposes: a b = b a to the bit. */
  Sweep transposed() {
    return new Sweep(
        cols, rows, terms, outCol, outRow, bCol, bTerm, aRow, aTerm, add, sharedB, sharedA);
  }

  /** As many rows and columns of it. */
  Sweep part(int rows, int cols) {
    return new Sweep(
        rows, cols, terms, outRow, outCol, aRow, aTerm, bCol, bTerm, add, sharedA, sharedB);
  }

  /** As many terms of it. */
  Sweep terms(int terms, boolean add) {
    return new Sweep(
        rows, cols, terms, outRow, outCol, aRow, aTerm, bCol, bTerm, add, sharedA, sharedB);
  }

  /** Work a lane: fused multiply-adds, and what it costs to start and to store an output. */
  double work() {
    return (double) rows * cols * (terms + OUTPUT);
  }

  /** Floats of an array that holds all outputs, from the first on. */
  int outLength() {
    return (rows - 1) * outRow + (cols - 1) * outCol + LaneMatrix.LANES;
  }

  /** Floats of an array that holds all of a. */
  int aLength() {
    return (rows - 1) * aRow + Math.max(0, terms - 1) * aTerm + LaneMatrix.LANES;
  }

  /** Floats of all three. */
  long operandFloats() {
    return (long) outLength() + aLength() + bLength();
  }

  /** Floats of an array that holds all of b. */
  int bLength() {
    return transposed().aLength();
  }
}
