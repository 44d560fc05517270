package org.iclsweep.lanes;

/** A matrix of weights that all tasks share; a view on a flat array of parameters. */
public final class SharedMatrix {

  final float[] data;
  final int offset;
  final int rowStride;
  final int colStride;
  private final int rows;
  private final int cols;

  private SharedMatrix(float[] data, int offset, int rows, int cols, int rowStride, int colStride) {
    this.data = data;
    this.offset = offset;
    this.rows = rows;
    this.cols = cols;
    this.rowStride = rowStride;
    this.colStride = colStride;
  }

  /** A new matrix of zeros. */
  public static SharedMatrix zeros(int rows, int cols) {
    return new SharedMatrix(new float[rows * cols], 0, rows, cols, cols, 1);
  }

  public int rows() {
    return rows;
  }

  public int cols() {
    return cols;
  }

  /** The same floats with rows and columns exchanged. */
  public SharedMatrix transposed() {
    return new SharedMatrix(data, offset, cols, rows, colStride, rowStride);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public SharedMatrix rows(int from, int to) {
    LaneMatrix.checkRange(from, to, rows, "rows");
    return new SharedMatrix(data, offset + from * rowStride, to - from, cols, rowStride, colStride);
  }

  /** Column {@code c} as a matrix of one column. */
  public SharedMatrix col(int c) {
    return new SharedMatrix(data, offset + c * colStride, rows, 1, rowStride, colStride);
  }

  /**
   * A view of {@code rows x cols} weights that lie row by row in {@code data} from {@code offset}.
   */
  public static SharedMatrix of(float[] data, int offset, int rows, int cols, int rowStride) {
    return new SharedMatrix(data, offset, rows, cols, rowStride, 1);
  }

  /**
   * {@code this = a · b}, sums as chains of fused multiply-adds in the order of the inner index.
   */
  public void setProduct(SharedMatrix a, SharedMatrix b) {
    if (rows != a.rows || cols != b.cols || a.cols != b.rows) {
      throw new IllegalArgumentException(
          "%d x %d is not the shape of %d x %d times %d x %d"
              .formatted(rows, cols, a.rows, a.cols, b.rows, b.cols));
    }
    for (int i = 0; i < rows; i++) {
      int j = 0;
      for (; j + 4 <= cols; j += 4) {
        fourProducts(a, b, i, j);
      }
      for (; j < cols; j++) {
        oneProduct(a, b, i, j);
      }
    }
  }

  /** Columns j to j + 3 of a row: four chains at a time, since one waits for each of its sums. */
  private void fourProducts(SharedMatrix a, SharedMatrix b, int i, int j) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int k = 0; k < a.cols; k++) {
      float factor = a.get(i, k);
      sum0 = Math.fma(factor, b.get(k, j), sum0);
      sum1 = Math.fma(factor, b.get(k, j + 1), sum1);
      sum2 = Math.fma(factor, b.get(k, j + 2), sum2);
      sum3 = Math.fma(factor, b.get(k, j + 3), sum3);
    }
    set(i, j, sum0);
    set(i, j + 1, sum1);
    set(i, j + 2, sum2);
    set(i, j + 3, sum3);
  }

  private void oneProduct(SharedMatrix a, SharedMatrix b, int i, int j) {
    float sum = 0f;
    for (int k = 0; k < a.cols; k++) {
      sum = Math.fma(a.get(i, k), b.get(k, j), sum);
    }
    set(i, j, sum);
  }

  /** Overwrites every element with {@code scale} times its closed sum. */
  public void setSums(PartialSums sums, float scale) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        set(r, c, scale * sums.sum(r, c));
      }
    }
  }

  /** Copies all elements from a matrix of the same shape. */
  public void copyFrom(SharedMatrix source) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        set(r, c, source.get(r, c));
      }
    }
  }

  /** Adds a matrix of the same shape, element by element. */
  public void add(SharedMatrix other) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        set(r, c, get(r, c) + other.get(r, c));
      }
    }
  }

  /** Multiplies every element. */
  public void multiply(float factor) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        set(r, c, factor * get(r, c));
      }
    }
  }

  public float get(int r, int c) {
    return data[offset + r * rowStride + c * colStride];
  }

  public void set(int r, int c, float value) {
    data[offset + r * rowStride + c * colStride] = value;
  }
}
