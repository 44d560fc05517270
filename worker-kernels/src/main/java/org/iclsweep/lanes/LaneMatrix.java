package org.iclsweep.lanes;

import java.util.Arrays;

/**
 * A matrix for each of 64 tasks: element {@code (r, c)} is a run of 64 consecutive floats, one a
 * task.
 *
 * <p>A view: rows, columns and the transpose share the floats. Views are made once, when a network
 * is set up, never inside a step.
 */
public final class LaneMatrix {

  /** Tasks of a block. */
  public static final int LANES = 64;

  /** Lanes of a group: the partial sums of an element. */
  static final int GROUP = PartialSums.PARTS;

  /** Groups of a block. */
  static final int GROUPS = LANES / GROUP;

  final float[] data;
  final int offset;
  final int rowStride;
  final int colStride;
  private final int rows;
  private final int cols;

  private LaneMatrix(float[] data, int offset, int rows, int cols, int rowStride, int colStride) {
    this.data = data;
    this.offset = offset;
    this.rows = rows;
    this.cols = cols;
    this.rowStride = rowStride;
    this.colStride = colStride;
  }

  /** A new matrix of zeros. */
  public static LaneMatrix zeros(int rows, int cols) {
    return new LaneMatrix(new float[rows * cols * LANES], 0, rows, cols, cols * LANES, LANES);
  }

  public int rows() {
    return rows;
  }

  public int cols() {
    return cols;
  }

  /** The same floats with rows and columns exchanged. */
  public LaneMatrix transposed() {
    return new LaneMatrix(data, offset, cols, rows, colStride, rowStride);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public LaneMatrix rows(int from, int to) {
    checkRange(from, to, rows, "rows");
    return new LaneMatrix(data, offset + from * rowStride, to - from, cols, rowStride, colStride);
  }

  /** Rows {@code first}, {@code first + step}, ...: {@code count} of them. */
  public LaneMatrix rows(int first, int count, int step) {
    checkRange(first, first + (count - 1) * step + 1, rows, "rows");
    return new LaneMatrix(
        data, offset + first * rowStride, count, cols, step * rowStride, colStride);
  }

  /** Row {@code r} as a matrix of one row. */
  public LaneMatrix row(int r) {
    return rows(r, r + 1);
  }

  /** Columns {@code from} (inclusive) to {@code to} (exclusive). */
  public LaneMatrix cols(int from, int to) {
    checkRange(from, to, cols, "columns");
    return new LaneMatrix(data, offset + from * colStride, rows, to - from, rowStride, colStride);
  }

  /** Column {@code c} as a matrix of one column. */
  public LaneMatrix col(int c) {
    return cols(c, c + 1);
  }

  /** Element {@code (r, c)} of the task in {@code lane}. */
  public float get(int r, int c, int lane) {
    return data[index(r, c) + lane];
  }

  /** Sets element {@code (r, c)} of the task in {@code lane}. */
  public void set(int r, int c, int lane, float value) {
    data[index(r, c) + lane] = value;
  }

  /** Copies all 64 values of element {@code (r, c)} to {@code target}. */
  public void copyTo(int r, int c, float[] target, int targetOffset) {
    System.arraycopy(data, index(r, c), target, targetOffset, LANES);
  }

  /** Copies all elements, lane by lane, from a matrix of the same shape. */
  public void copyFrom(LaneMatrix source) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        System.arraycopy(source.data, source.index(r, c), data, index(r, c), LANES);
      }
    }
  }

  /** Sets every element of every lane to zero. */
  public void clear() {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        Arrays.fill(data, index(r, c), index(r, c) + LANES, 0f);
      }
    }
  }

  int index(int r, int c) {
    return offset + r * rowStride + c * colStride;
  }

  /**
   * Whether the columns of a row lie one after another within a group: no transpose of many rows.
   */
  boolean packed() {
    return colStride == GROUP;
  }

  /** Where the 16 lanes of a group start for element {@code (r, c)}. */
  int index(int group, int r, int c) {
    return index(r, c) + group * GROUP;
  }

  private static void checkRange(int from, int to, int size, String what) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException(
          what + " " + from + " to " + to + " of a matrix that has " + size);
    }
  }
}
