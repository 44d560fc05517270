package org.iclsweep.lanes;

/** Checks of shapes at the door of a primitive. */
final class Shapes {

  private Shapes() {}

  static void contract(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    if (out.rows() != a.rows() || a.cols() != b.rows() || b.cols() != out.cols()) {
      fail("contract", out.rows(), out.cols(), a.rows(), a.cols(), b.rows(), b.cols());
    }
  }

  static void product(LaneMatrix out, SharedMatrix w, LaneMatrix x) {
    if (out.rows() != x.rows() || out.cols() != w.rows() || w.cols() != x.cols()) {
      fail("product", out.rows(), out.cols(), w.rows(), w.cols(), x.rows(), x.cols());
    }
  }

  static void accumulate(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    if (dy.rows() != x.rows() || sums.rows() != dy.cols() || sums.cols() != x.cols()) {
      fail("accumulate", sums.rows(), sums.cols(), dy.rows(), dy.cols(), x.rows(), x.cols());
    }
  }

  static void same(LaneMatrix a, LaneMatrix b) {
    if (a.rows() != b.rows() || a.cols() != b.cols()) {
      throw new IllegalArgumentException(
          "shapes differ: " + a.rows() + " x " + a.cols() + " and " + b.rows() + " x " + b.cols());
    }
  }

  /** One value for each column of x. */
  static void row(SharedMatrix row, LaneMatrix x) {
    if (row.rows() != 1 || row.cols() != x.cols()) {
      fail("row", "1 x " + x.cols(), row.rows(), row.cols());
    }
  }

  /** One sum for each column of x. */
  static void row(PartialSums row, LaneMatrix x) {
    if (row.rows() != 1 || row.cols() != x.cols()) {
      fail("row of sums", "1 x " + x.cols(), row.rows(), row.cols());
    }
  }

  /** One value for each row of x. */
  static void column(LaneMatrix column, LaneMatrix x) {
    if (column.rows() != x.rows() || column.cols() != 1) {
      fail("column", x.rows() + " x 1", column.rows(), column.cols());
    }
  }

  /** One value for each row of x. */
  static void rowOfTokens(SharedMatrix row, LaneMatrix x) {
    if (row.rows() != 1 || row.cols() != x.rows()) {
      fail("row", "1 x " + x.rows(), row.rows(), row.cols());
    }
  }

  /** As many rows and columns as x has columns. */
  static void square(LaneMatrix square, LaneMatrix x) {
    if (square.rows() != x.cols() || square.cols() != x.cols()) {
      fail("square", x.cols() + " x " + x.cols(), square.rows(), square.cols());
    }
  }

  /** At least one column. */
  static void notEmpty(LaneMatrix x) {
    if (x.cols() == 0) {
      throw new IllegalArgumentException(
          "matrix is " + x.rows() + " x 0, must have at least one column");
    }
  }

  static void state(int[] state) {
    if (state.length != LaneKernels.STATE_WORDS) {
      throw new IllegalArgumentException(
          "generator state has " + state.length + " words, must have " + LaneKernels.STATE_WORDS);
    }
  }

  static void oneHot(LaneMatrix out) {
    if (out.rows() != 1 || out.cols() < 1 || out.cols() > 255) {
      throw new IllegalArgumentException(
          "one choice is of shape " + out.rows() + " x " + out.cols() + ", must be 1 x 1 to 255");
    }
  }

  static void sample(LaneMatrix out, LaneMatrix x, int count) {
    same(out, x);
    if (out.cols() != 1 || count < 0 || count > out.rows()) {
      throw new IllegalArgumentException(
          "a sample of %d from %d x %d, must be of 0 to %d from one column"
              .formatted(count, out.rows(), out.cols(), out.rows()));
    }
  }

  private static void fail(String what, int... sizes) {
    throw new IllegalArgumentException(
        "%s of shapes that do not fit: %d x %d from %d x %d and %d x %d"
            .formatted(what, sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]));
  }

  private static void fail(String what, String rule, int rows, int cols) {
    throw new IllegalArgumentException(
        "%s is %d x %d, must be %s".formatted(what, rows, cols, rule));
  }
}
