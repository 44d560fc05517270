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
}
