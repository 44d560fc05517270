package org.iclsweep.layer;

import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * A matrix and perhaps a bias, with a constant factor of both.
 *
 * <pre>  y = b (Wᵀ x + c)  </pre>
 *
 * <p>W may be a product of two trained matrices, formed once a step.
 *
 * <p><b>Shapes</b> (row vectors times matrix): W [inputs, outputs], c [1, outputs].
 */
public final class DenseWeights implements Weights {

  private final Matrix matrix;
  private final Matrix bias;

  private DenseWeights(Matrix matrix, Matrix bias) {
    this.matrix = matrix;
    this.bias = bias;
  }

  /**
   * A matrix without a bias.
   *
   * @param weight W
   * @param scale b
   */
  public static DenseWeights of(Trained weight, double scale) {
    return new DenseWeights(Scaled.of(weight, scale), null);
  }

  /**
   * A matrix and a bias.
   *
   * @param weight W
   * @param bias c
   * @param scale b
   */
  public static DenseWeights of(Trained weight, Trained bias, double scale) {
    return new DenseWeights(Scaled.of(weight, scale), Scaled.of(bias, scale));
  }

  /**
   * The map of {@code weight} behind that of {@code before}, as one: {@code W = before · weight}.
   *
   * @param before its gradient is added to what has been written, so other weights that own it must
   *     be closed first
   * @param weight the second matrix
   * @param bias c; null for none
   */
  public static DenseWeights composed(Trained before, Trained weight, Trained bias) {
    Room room = Room.zeros(before.values().rows(), weight.values().cols());
    return new DenseWeights(
        new Product(before, weight, room), bias == null ? null : Scaled.of(bias, 1));
  }

  /**
   * A matrix that stands among others.
   *
   * @param weight W
   * @param scale b
   * @param room where b W and its sums stand
   */
  static DenseWeights in(Room room, Trained weight, double scale) {
    return new DenseWeights(new Scaled(weight, (float) scale, room), null);
  }

  /**
   * A product of two matrices, as {@link #composed}, that stands among others.
   *
   * @param room where W and its sums stand
   */
  static DenseWeights composedIn(Room room, Trained before, Trained weight) {
    return new DenseWeights(new Product(before, weight, room), null);
  }

  boolean hasBias() {
    return bias != null;
  }

  /** b W of the last {@link #prepare}. */
  SharedMatrix matrix() {
    return matrix.values();
  }

  /** b c of the last {@link #prepare}. */
  SharedMatrix bias() {
    return bias.values();
  }

  PartialSums matrixSums() {
    return matrix.sums();
  }

  PartialSums biasSums() {
    return bias.sums();
  }

  @Override
  public void prepare() {
    matrix.prepare();
    if (bias != null) {
      bias.prepare();
    }
  }

  @Override
  public void closeGradient(float scale) {
    matrix.close(scale);
    if (bias != null) {
      bias.close(scale);
    }
  }

  /** What stands for the matrix or the bias in the arithmetic. */
  private sealed interface Matrix {
    SharedMatrix values();

    PartialSums sums();

    void prepare();

    void close(float scale);
  }

  /**
   * Where a matrix and the sums of its gradient stand.
   *
   * @param sums of the same shape
   */
  record Room(SharedMatrix values, PartialSums sums) {

    static Room zeros(int rows, int cols) {
      return new Room(SharedMatrix.zeros(rows, cols), PartialSums.zeros(rows, cols));
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
    Room rows(int from, int to) {
      return new Room(values.rows(from, to), sums.rows(from, to));
    }
  }

  /** A trained matrix times a constant. */
  private static final class Scaled implements Matrix {
    private final Trained trained;
    private final float factor;
    private final SharedMatrix values;
    private final PartialSums sums;

    Scaled(Trained trained, float factor, Room room) {
      this.trained = trained;
      this.factor = factor;
      values = room.values();
      sums = room.sums();
    }

    /** The parameters themselves where the factor is 1. */
    static Scaled of(Trained trained, double scale) {
      float factor = (float) scale;
      SharedMatrix own = trained.values();
      SharedMatrix values = factor == 1f ? own : SharedMatrix.zeros(own.rows(), own.cols());
      PartialSums sums = PartialSums.zeros(own.rows(), own.cols());
      return new Scaled(trained, factor, new Room(values, sums));
    }

    @Override
    public SharedMatrix values() {
      return values;
    }

    @Override
    public PartialSums sums() {
      return sums;
    }

    @Override
    public void prepare() {
      if (values != trained.values()) {
        values.copyFrom(trained.values());
      }
      if (factor != 1f) {
        values.multiply(factor);
      }
      sums.clear();
    }

    @Override
    public void close(float scale) {
      trained.gradient().setSums(sums, scale * factor);
    }
  }

  /** A product of two trained matrices. */
  private static final class Product implements Matrix {
    private final Trained before;
    private final Trained weight;
    private final SharedMatrix beforeTransposed;
    private final SharedMatrix weightTransposed;
    private final SharedMatrix values;
    private final SharedMatrix gradient;
    private final SharedMatrix beforeGradient;
    private final PartialSums sums;

    Product(Trained before, Trained weight, Room room) {
      this.before = before;
      this.weight = weight;
      beforeTransposed = before.values().transposed();
      weightTransposed = weight.values().transposed();
      values = room.values();
      sums = room.sums();
      gradient = SharedMatrix.zeros(values.rows(), values.cols());
      beforeGradient = SharedMatrix.zeros(before.values().rows(), before.values().cols());
    }

    @Override
    public SharedMatrix values() {
      return values;
    }

    @Override
    public PartialSums sums() {
      return sums;
    }

    @Override
    public void prepare() {
      values.setProduct(before.values(), weight.values());
      sums.clear();
    }

    @Override
    public void close(float scale) {
      // forward was W = E V, so dV = Eᵀ dW and dE += dW Vᵀ
      gradient.setSums(sums, scale);
      weight.gradient().setProduct(beforeTransposed, gradient);
      beforeGradient.setProduct(gradient, weightTransposed);
      before.gradient().add(beforeGradient);
    }
  }
}
