package org.iclsweep.lanes;

import java.util.Arrays;

/**
 * A matrix for each of 64 tasks, in 4 groups of 16 lanes: each group is a matrix {@code [rows,
 * cols, 16]} of its own, and element {@code (r, c)} of a group a run of 16 consecutive floats, one
 * a task.
 *
 * <pre>
 *   at(r, c, lane) = offset + (lane / 16) groupStride + r rowStride + c colStride + lane mod 16
 * </pre>
 *
 * <p>One group of a small matrix is a fraction of the first-level cache and lies in one piece, so a
 * primitive finishes a group before it starts the next.
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
  final int groupStride;
  final int rowStride;
  final int colStride;
  private final Storage room;
  private final int rows;
  private final int cols;

  private LaneMatrix(
      Storage room, int offset, int groupStride, int rows, int cols, int rowStride, int colStride) {
    this.room = room;
    this.data = room.data();
    this.offset = offset;
    this.groupStride = groupStride;
    this.rows = rows;
    this.cols = cols;
    this.rowStride = rowStride;
    this.colStride = colStride;
  }

  /** A new matrix of zeros. */
  public static LaneMatrix zeros(int rows, int cols) {
    int group = rows * cols * GROUP;
    Storage room = Storage.zeros(GROUPS * group);
    return new LaneMatrix(room, room.offset(), group, rows, cols, cols * GROUP, GROUP);
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
    return new LaneMatrix(room, offset, groupStride, cols, rows, colStride, rowStride);
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

  private LaneMatrix view(int shift, int rows, int cols, int rowStride) {
    return new LaneMatrix(room, offset + shift, groupStride, rows, cols, rowStride, colStride);
  }

  /** Element {@code (r, c)} of the task in {@code lane}. */
  public float get(int r, int c, int lane) {
    return data[index(0, r, c) + shift(lane, groupStride)];
  }

  /** Sets element {@code (r, c)} of the task in {@code lane}. */
  public void set(int r, int c, int lane, float value) {
    data[index(0, r, c) + shift(lane, groupStride)] = value;
  }

  /** Copies all 64 values of element {@code (r, c)} to {@code target}. */
  public void copyTo(int r, int c, float[] target, int targetOffset) {
    for (int group = 0; group < GROUPS; group++) {
      System.arraycopy(data, index(group, r, c), target, targetOffset + group * GROUP, GROUP);
    }
  }

  /** Copies all elements, lane by lane, from a matrix of the same shape. */
  public void copyFrom(LaneMatrix source) {
    Shapes.same(this, source);
    for (int group = 0; group < GROUPS; group++) {
      for (int r = 0; r < rows; r++) {
        copyRow(source, source.index(group, r, 0), index(group, r, 0));
      }
    }
  }

  private void copyRow(LaneMatrix source, int from, int to) {
    if (colStride == GROUP && source.colStride == GROUP) {
      System.arraycopy(source.data, from, data, to, cols * GROUP);
      return;
    }
    for (int c = 0; c < cols; c++) {
      System.arraycopy(source.data, from + c * source.colStride, data, to + c * colStride, GROUP);
    }
  }

  /** Sets every element of every lane to zero. */
  public void clear() {
    for (int group = 0; group < GROUPS; group++) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < cols; c++) {
          int at = index(group, r, c);
          Arrays.fill(data, at, at + GROUP, 0f);
        }
      }
    }
  }

  /** Where the 16 lanes of a group start for element {@code (r, c)}. */
  int index(int group, int r, int c) {
    return offset + group * groupStride + r * rowStride + c * colStride;
  }

  /** How far a lane lies behind the first lane of its element. */
  static int shift(int lane, int groupStride) {
    return lane / GROUP * groupStride + lane % GROUP;
  }

  /**
   * Whether the columns of a row lie one after another within a group: no transpose of many rows.
   */
  boolean packed() {
    return colStride == GROUP;
  }

  static void checkRange(int from, int to, int size, String what) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException(
          what + " " + from + " to " + to + " of a matrix that has " + size);
    }
  }
}
