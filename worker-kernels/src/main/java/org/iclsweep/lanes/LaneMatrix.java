package org.iclsweep.lanes;

import java.util.Arrays;
import java.util.Objects;

/**
 * A matrix for each of the 16 tasks of a block: element {@code (r, c)} is a run of 16 consecutive
 * floats, one a task.
 *
 * <pre>  at(r, c, lane) = offset + r rowStride + c colStride + lane  </pre>
 *
 * <p>Sixteen floats are a line of the cache and one to four registers. What a primitive touches of
 * so few tasks stays in the first-level cache: three matrices of 11 x 11 are 23 KB.
 *
 * <p>A view: rows, columns and the transpose share the floats. Views are made once, when a network
 * is set up, never inside a step.
 */
public final class LaneMatrix {

  /** Tasks of a block, as many as an element has partial sums. */
  public static final int LANES = PartialSums.PARTS;

  final float[] data;
  final int offset;
  final int rowStride;
  final int colStride;
  private final Storage room;
  private final int rows;
  private final int cols;

  private LaneMatrix(Storage room, int offset, int rows, int cols, int rowStride, int colStride) {
    this.room = room;
    this.data = room.data();
    this.offset = offset;
    this.rows = rows;
    this.cols = cols;
    this.rowStride = rowStride;
    this.colStride = colStride;
  }

  /** A new matrix of zeros. */
  public static LaneMatrix zeros(int rows, int cols) {
    Storage room = Storage.zeros(rows * cols * LANES);
    return new LaneMatrix(room, room.offset(), rows, cols, cols * LANES, LANES);
  }

  /** A new matrix of ones. */
  public static LaneMatrix ones(int rows, int cols) {
    LaneMatrix matrix = zeros(rows, cols);
    Arrays.fill(matrix.data, matrix.offset, matrix.offset + matrix.room.length(), 1f);
    return matrix;
  }

  /** The floats of the whole matrix behind this view. */
  Storage room() {
    return room;
  }

  public int rows() {
    return rows;
  }

  public int cols() {
    return cols;
  }

  /** The same floats with rows and columns exchanged. */
  public LaneMatrix transposed() {
    return new LaneMatrix(room, offset, cols, rows, colStride, rowStride);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public LaneMatrix rows(int from, int to) {
    checkRange(from, to, rows, "rows");
    return view(from * rowStride, to - from, cols, rowStride);
  }

  /** {@code count} rows: {@code first}, {@code first + step} and so on. */
  public LaneMatrix rows(int first, int count, int step) {
    if (step < 1) {
      throw new IllegalArgumentException("step is " + step + ", must be at least 1");
    }
    checkRange(first, count == 0 ? first : first + (count - 1) * step + 1, rows, "rows");
    return view(first * rowStride, count, cols, step * rowStride);
  }

  /** Row {@code r} as a matrix of one row. */
  public LaneMatrix row(int r) {
    return rows(r, r + 1);
  }

  /** Columns {@code from} (inclusive) to {@code to} (exclusive). */
  public LaneMatrix cols(int from, int to) {
    checkRange(from, to, cols, "columns");
    return view(from * colStride, rows, to - from, rowStride);
  }

  /** Column {@code c} as a matrix of one column. */
  public LaneMatrix col(int c) {
    return cols(c, c + 1);
  }

  /** The elements (k, k), on the same floats, as a matrix of one row. */
  public LaneMatrix diagonal() {
    int length = Math.min(rows, cols);
    return new LaneMatrix(room, offset, 1, length, rowStride, rowStride + colStride);
  }

  private LaneMatrix view(int shift, int rows, int cols, int rowStride) {
    return new LaneMatrix(room, offset + shift, rows, cols, rowStride, colStride);
  }

  /** Element {@code (r, c)} of the task in {@code lane}. */
  public float get(int r, int c, int lane) {
    return data[index(r, c) + Objects.checkIndex(lane, LANES)];
  }

  /** Sets element {@code (r, c)} of the task in {@code lane}. */
  public void set(int r, int c, int lane, float value) {
    data[index(r, c) + Objects.checkIndex(lane, LANES)] = value;
  }

  /** Copies all 16 values of element {@code (r, c)} to {@code target}. */
  public void copyTo(int r, int c, float[] target, int targetOffset) {
    System.arraycopy(data, index(r, c), target, targetOffset, LANES);
  }

  /** Copies all elements, lane by lane, from a matrix of the same shape. */
  public void copyFrom(LaneMatrix source) {
    Shapes.same(this, source);
    for (int r = 0; r < rows; r++) {
      copyRow(source, source.index(r, 0), index(r, 0));
    }
  }

  /** Copies all elements from a matrix of the same shape, alike to every lane. */
  public void copyFrom(SharedMatrix source) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        int at = index(r, c);
        Arrays.fill(data, at, at + LANES, source.get(r, c));
      }
    }
  }

  /** Copies a matrix of one row, as wide as this one, to row {@code r}. */
  void setRow(int r, LaneMatrix row) {
    copyRow(row, row.offset, index(r, 0));
  }

  /** Copies all elements, rows before columns, from floats that hold them so. */
  public void copyFrom(float[] source, int from) {
    int run = packed() ? cols : 1;
    int next = from;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c += run) {
        System.arraycopy(source, next, data, index(r, c), run * LANES);
        next += run * LANES;
      }
    }
  }

  /** Copies all elements to floats, rows before columns. */
  public void copyTo(float[] target, int to) {
    int run = packed() ? cols : 1;
    int next = to;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c += run) {
        System.arraycopy(data, index(r, c), target, next, run * LANES);
        next += run * LANES;
      }
    }
  }

  private void copyRow(LaneMatrix source, int from, int to) {
    if (colStride == LANES && source.colStride == LANES) {
      System.arraycopy(source.data, from, data, to, cols * LANES);
      return;
    }
    for (int c = 0; c < cols; c++) {
      System.arraycopy(source.data, from + c * source.colStride, data, to + c * colStride, LANES);
    }
  }

  /** Sets every element of every lane to zero. */
  public void clear() {
    clear(0);
  }

  /** Sets every element to zero in the lanes from this one on. */
  public void clear(int firstLane) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        int at = index(r, c);
        Arrays.fill(data, at + firstLane, at + LANES, 0f);
      }
    }
  }

  /**
   * Sets what lies above the diagonal that ends in the last corner, (r, c) with {@code c - r > cols
   * - rows}, to a value in every lane.
   */
  public void fillAboveLast(float value) {
    for (int r = 0; r < rows - 1; r++) {
      for (int c = Math.max(0, cols - rows + r + 1); c < cols; c++) {
        int at = index(r, c);
        Arrays.fill(data, at, at + LANES, value);
      }
    }
  }

  /** Where the lanes of element {@code (r, c)} start. */
  int index(int r, int c) {
    return offset + r * rowStride + c * colStride;
  }

  /** Whether the columns of a row lie one after another: no transpose of many rows. */
  boolean packed() {
    return colStride == LANES;
  }

  static void checkRange(int from, int to, int size, String what) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException(
          what + " " + from + " to " + to + " of a matrix that has " + size);
    }
  }
}
