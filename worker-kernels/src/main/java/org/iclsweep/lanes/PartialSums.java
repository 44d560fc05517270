package org.iclsweep.lanes;

import java.util.Arrays;

/**
 * A matrix of sums over tasks, each held as 16 partial sums by {@code lane mod 16}, so that the
 * order of additions is the same whatever the register's width.
 */
public final class PartialSums {

  /** Partial sums of an element. */
  public static final int PARTS = 16;

  final float[] data;
  final int offset;
  final int rowStride;
  final int colStride;
  private final Storage room;
  private final int rows;
  private final int cols;

  private PartialSums(Storage room, int offset, int rows, int cols, int rowStride, int colStride) {
    this.room = room;
    this.data = room.data();
    this.offset = offset;
    this.rows = rows;
    this.cols = cols;
    this.rowStride = rowStride;
    this.colStride = colStride;
  }

  /** New sums, all zero. */
  public static PartialSums zeros(int rows, int cols) {
    Storage room = Storage.zeros(rows * cols * PARTS);
    return new PartialSums(room, room.offset(), rows, cols, cols * PARTS, PARTS);
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

  /** The same sums with rows and columns exchanged. */
  public PartialSums transposed() {
    return new PartialSums(room, offset, cols, rows, colStride, rowStride);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), on the same sums. */
  public PartialSums rows(int from, int to) {
    LaneMatrix.checkRange(from, to, rows, "rows");
    return new PartialSums(room, offset + from * rowStride, to - from, cols, rowStride, colStride);
  }

  /** Column {@code c} as a matrix of one column, on the same sums. */
  public PartialSums col(int c) {
    return new PartialSums(room, offset + c * colStride, rows, 1, rowStride, colStride);
  }

  /** Sets every sum of this view to zero. */
  public void clear() {
    int run = colStride == PARTS ? cols : 1;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c += run) {
        int at = offset + r * rowStride + c * colStride;
        Arrays.fill(data, at, at + run * PARTS, 0f);
      }
    }
  }

  /** The closed sum of element {@code (r, c)}: one pairwise tree, halves first. */
  public float sum(int r, int c) {
    int at = offset + r * rowStride + c * colStride;
    float a = quarter(at) + quarter(at + 2);
    float b = quarter(at + 1) + quarter(at + 3);
    return a + b;
  }

  private float quarter(int at) {
    return (data[at] + data[at + 8]) + (data[at + 4] + data[at + 12]);
  }
}
