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

  /** What is trained of a product P. */
  sealed interface Source {

    /**
     * Overwrites P.
     *
     * @param product zeros, or what this made of them and a factor since
     */
    void form(SharedMatrix product);

    /** From the gradient by P, which may be overwritten, to that of the parameters. */
    void close(SharedMatrix gradient);
  }

  HeadProduct(Source source, double factor, int width) {
    this(source, (float) factor, SharedMatrix.zeros(width, width), PartialSums.zeros(width, width));
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
  record Factors(Trained left, Trained right) implements Source {

    @Override
    public void form(SharedMatrix product) {
      product.setProduct(left.values(), right.values());
    }

    @Override
    public void close(SharedMatrix gradient) {
      // forward was P = L R, so dL = dP Rᵀ and dR = Lᵀ dP
      left.gradient().setProduct(gradient, right.values().transposed());
      right.gradient().setProduct(left.values().transposed(), gradient);
    }
  }

  /** P itself, or its upper left block. */
  record Block(Trained trained, boolean symmetric) implements Source {

    @Override
    public void form(SharedMatrix product) {
      of(product).copyFrom(trained.values());
    }

    @Override
    public void close(SharedMatrix gradient) {
      SharedMatrix block = of(gradient);
      if (symmetric) {
        block.symmetrise();
      }
      trained.gradient().copyFrom(block);
    }

    private SharedMatrix of(SharedMatrix product) {
      int size = trained.values().rows();
      return product.rows(0, size).cols(0, size);
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
