package org.iclsweep.lanes;

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

  /** Column {@code c} as a matrix of one column, on the same sums. */
  public PartialSums col(int c) {
    return new PartialSums(room, offset + c * colStride, rows, 1, rowStride, colStride);
  }

  /** Sets every sum of the whole matrix behind this view to zero. */
  public void clear() {
    room.clear();
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
