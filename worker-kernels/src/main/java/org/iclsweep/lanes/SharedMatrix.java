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

  /** The first task's matrix, copied. */
  public static SharedMatrix ofFirst(LaneMatrix tasks) {
    SharedMatrix matrix = zeros(tasks.rows(), tasks.cols());
    for (int i = 0; i < tasks.rows(); i++) {
      for (int j = 0; j < tasks.cols(); j++) {
        matrix.set(i, j, tasks.get(i, j, 0));
      }
    }
    return matrix;
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

  /** Column {@code c} so many times, on the same floats. */
  public SharedMatrix repeated(int c, int times) {
    return new SharedMatrix(data, offset + c * colStride, rows, times, rowStride, 0);
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
    boolean eight = rows >= 2 && cols >= 4;
    for (int i = 0; i < rows; i += eight ? 2 : 1) {
      for (int j = 0; j < cols; j += eight ? 4 : 1) {
        if (eight) {
          // the last ones once more rather than fewer at a time
          eightProducts(a, b, Math.min(i, rows - 2), Math.min(j, cols - 4));
        } else {
          oneProduct(a, b, i, j);
        }
      }
    }
  }

  /**
   * Columns j to j + 3 of rows i and i + 1: eight chains at a time, since one waits for each of its
   * sums.
   */
  private void eightProducts(SharedMatrix a, SharedMatrix b, int i, int j) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum02 = 0f;
    float sum03 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum12 = 0f;
    float sum13 = 0f;
    int above = a.offset + i * a.rowStride;
    int below = above + a.rowStride;
    int b0 = b.offset + j * b.colStride;
    int b1 = b0 + b.colStride;
    int b2 = b1 + b.colStride;
    int b3 = b2 + b.colStride;
    for (int k = 0; k < a.cols; k++) {
      float a0 = a.data[above];
      float a1 = a.data[below];
      sum00 = Math.fma(a0, b.data[b0], sum00);
      sum10 = Math.fma(a1, b.data[b0], sum10);
      sum01 = Math.fma(a0, b.data[b1], sum01);
      sum11 = Math.fma(a1, b.data[b1], sum11);
      sum02 = Math.fma(a0, b.data[b2], sum02);
      sum12 = Math.fma(a1, b.data[b2], sum12);
      sum03 = Math.fma(a0, b.data[b3], sum03);
      sum13 = Math.fma(a1, b.data[b3], sum13);
      above += a.colStride;
      below += a.colStride;
      b0 += b.rowStride;
      b1 += b.rowStride;
      b2 += b.rowStride;
      b3 += b.rowStride;
    }
    set(i, j, sum00);
    set(i, j + 1, sum01);
    set(i, j + 2, sum02);
    set(i, j + 3, sum03);
    set(i + 1, j, sum10);
    set(i + 1, j + 1, sum11);
    set(i + 1, j + 2, sum12);
    set(i + 1, j + 3, sum13);
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
    sums.addKept();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        set(r, c, scale * sums.closed(r, c));
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
