package org.iclsweep.layer;

import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneMatrix;

/**
 * What lies between two layers: values of all 16 tasks and the loss's gradient by them, of one
 * shape. The query is the last row; the label is the last column.
 */
public record Activation(LaneMatrix values, LaneMatrix gradient) {

  public Activation {
    if (values.rows() != gradient.rows() || values.cols() != gradient.cols()) {
      throw new IllegalArgumentException("values and gradient differ in shape");
    }
  }

  /** A new activation of zeros. */
  public static Activation zeros(int rows, int cols) {
    return new Activation(LaneMatrix.zeros(rows, cols), LaneMatrix.zeros(rows, cols));
  }

  /** The last row. */
  public Activation query() {
    int last = values.rows() - 1;
    return new Activation(values.row(last), gradient.row(last));
  }

  /** All rows but the last. */
  public Activation context() {
    int last = values.rows() - 1;
    return new Activation(values.rows(0, last), gradient.rows(0, last));
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  Activation rows(int from, int to) {
    return new Activation(values.rows(from, to), gradient.rows(from, to));
  }

  /** Row {@code r} as a matrix of one row. */
  Activation row(int r) {
    return new Activation(values.row(r), gradient.row(r));
  }

  /** Columns {@code from} (inclusive) to {@code to} (exclusive). */
  Activation cols(int from, int to) {
    return new Activation(values.cols(from, to), gradient.cols(from, to));
  }

  /** Some columns. */
  Activation cols(Columns which) {
    return new Activation(which.of(values), which.of(gradient));
  }

  /** The last column. */
  public Activation label() {
    int last = values.cols() - 1;
    return new Activation(values.col(last), gradient.col(last));
  }
}
