package org.iclsweep.lanes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A matrix of sums over tasks, each held as 16 partial sums by {@code lane mod 16}, so that the
 * order of additions is the same whatever the register's width.
 */
public final class PartialSums {

  /** Partial sums of an element. */
  public static final int PARTS = 16;

  /** Blocks of tasks that are added together where each has but one token. */
  public static final int KEPT = 16;

  final float[] data;
  final int offset;
  final int rowStride;
  final int colStride;
  private final Storage room;
  private final List<RowSums> kept;
  private final int rows;
  private final int cols;

  private PartialSums(
      Storage room,
      List<RowSums> kept,
      int offset,
      int rows,
      int cols,
      int rowStride,
      int colStride) {
    this.room = room;
    this.kept = kept;
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
    return new PartialSums(room, new ArrayList<>(), room.offset(), rows, cols, cols * PARTS, PARTS);
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
    return new PartialSums(room, kept, offset, cols, rows, colStride, rowStride);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), on the same sums. */
  public PartialSums rows(int from, int to) {
    LaneMatrix.checkRange(from, to, rows, "rows");
    return new PartialSums(
        room, kept, offset + from * rowStride, to - from, cols, rowStride, colStride);
  }

  /** Column {@code c} as a matrix of one column, on the same sums. */
  public PartialSums col(int c) {
    return new PartialSums(room, kept, offset + c * colStride, rows, 1, rowStride, colStride);
  }

  /** Column {@code c} so many times, on the same sums: what is added to any is added to it. */
  public PartialSums repeated(int c, int times) {
    return new PartialSums(room, kept, offset + c * colStride, rows, times, rowStride, 0);
  }

  /** Takes notice of sums of which a part is kept until it is asked for. */
  void keep(RowSums rows) {
    kept.add(rows);
  }

  /** Adds what is kept for this matrix, to whatever view of it; before a sum is read. */
  void addKept() {
    for (RowSums rows : kept) {
      rows.add();
    }
  }

  /** Sets every sum of this view to zero, and forgets what is kept for the whole matrix. */
  public void clear() {
    for (RowSums rows : kept) {
      rows.clear();
    }
    int run = colStride == PARTS ? cols : 1;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c += run) {
        int at = offset + r * rowStride + c * colStride;
        Arrays.fill(data, at, at + run * PARTS, 0f);
      }
    }
  }

  /** Adds those of another matrix of this shape, part by part. */
  public void add(PartialSums other) {
    addKept();
    other.addKept();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        int at = offset + r * rowStride + c * colStride;
        int from = other.offset + r * other.rowStride + c * other.colStride;
        for (int part = 0; part < PARTS; part++) {
          data[at + part] += other.data[from + part];
        }
      }
    }
  }

  /** The closed sum of element {@code (r, c)}: one pairwise tree, halves first. */
  public float sum(int r, int c) {
    addKept();
    return closed(r, c);
  }

  /** {@link #sum} where nothing is kept. */
  float closed(int r, int c) {
    int at = offset + r * rowStride + c * colStride;
    float a = quarter(at) + quarter(at + 2);
    float b = quarter(at + 1) + quarter(at + 3);
    return a + b;
  }

  private float quarter(int at) {
    return (data[at] + data[at + 8]) + (data[at + 4] + data[at + 12]);
  }
}
