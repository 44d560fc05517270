package org.iclsweep.layer;

import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * One of a head's two products, times a constant factor, with the sums of its gradient over tasks.
 *
 * @param factor a
 * @param value a P, P formed of what is trained; of the last {@link #prepare}
 * @param sums of the gradient by {@code value}
 */
record HeadProduct(Source source, float factor, SharedMatrix value, PartialSums sums) {

  /** What is trained of a product P; allocates nothing once it is made. */
  sealed interface Source {

    /**
     * Overwrites P.
     *
     * @param product zeros, or what this made of them and a factor since
     */
    void form(SharedMatrix product);

    /** From the gradient by P to that of the parameters. */
    void close(SharedMatrix gradient);
  }

  /**
   * @param summed width of the sums: that of the product, or 0 for none
   */
  static HeadProduct of(Source source, double factor, int width, int summed) {
    return new HeadProduct(
        source,
        (float) factor,
        SharedMatrix.zeros(width, width),
        PartialSums.zeros(summed, summed));
  }

  void prepare() {
    source.form(value);
    value.multiply(factor);
    sums.clear();
  }

  /**
   * Overwrites the parameters' gradient.
   *
   * @param room of the product's shape; overwritten
   */
  void closeGradient(float scale, SharedMatrix room) {
    room.setSums(sums, scale * factor);
    source.close(room);
  }

  /** P = L R, of which both are trained. */
  static final class Factors implements Source {
    private final Trained left;
    private final Trained right;
    private final SharedMatrix leftTransposed;
    private final SharedMatrix rightTransposed;

    Factors(Trained left, Trained right) {
      this.left = left;
      this.right = right;
      leftTransposed = left.values().transposed();
      rightTransposed = right.values().transposed();
    }

    @Override
    public void form(SharedMatrix product) {
      product.setProduct(left.values(), right.values());
    }

    @Override
    public void close(SharedMatrix gradient) {
      // forward was P = L R, so dL = dP Rᵀ and dR = Lᵀ dP
      left.gradient().setProduct(gradient, rightTransposed);
      right.gradient().setProduct(leftTransposed, gradient);
    }
  }

  /** P itself, or its upper left block. */
  record Block(Trained trained, boolean symmetric) implements Source {

    @Override
    public void form(SharedMatrix product) {
      SharedMatrix block = trained.values();
      for (int r = 0; r < block.rows(); r++) {
        for (int c = 0; c < block.cols(); c++) {
          product.set(r, c, block.get(r, c));
        }
      }
    }

    @Override
    public void close(SharedMatrix gradient) {
      SharedMatrix block = trained.gradient();
      for (int r = 0; r < block.rows(); r++) {
        for (int c = 0; c < block.cols(); c++) {
          float here = gradient.get(r, c);
          block.set(r, c, symmetric ? (here + gradient.get(c, r)) / 2 : here);
        }
      }
    }
  }

  /** P with a 1 from label to label, and what another one makes of all else. */
  record WithLabel(Source rest) implements Source {

    @Override
    public void form(SharedMatrix product) {
      int label = product.rows() - 1;
      rest.form(product);
      product.set(label, label, 1f);
    }

    @Override
    public void close(SharedMatrix gradient) {
      rest.close(gradient);
    }
  }

  /** P = 0: nothing is trained. */
  record Zero() implements Source {

    @Override
    public void form(SharedMatrix product) {}

    @Override
    public void close(SharedMatrix gradient) {}
  }
}
