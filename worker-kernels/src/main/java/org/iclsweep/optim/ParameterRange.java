package org.iclsweep.optim;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * Elements of the flat array of parameters that belong together, those of one matrix: rows of
 * neighbours.
 *
 * @param offset of the first
 * @param rows how many
 * @param cols elements of a row
 * @param stride from the start of a row to that of the next
 */
public record ParameterRange(int offset, int rows, int cols, int stride) implements Serializable {

  public ParameterRange {
    require(offset >= 0, "offset", offset, "0 or more");
    require(rows >= 0, "rows", rows, "0 or more");
    require(cols >= 0, "cols", cols, "0 or more");
    require(stride >= cols, "stride", stride, "at least the " + cols + " elements of a row");
  }

  /** So many neighbours. */
  public ParameterRange(int offset, int length) {
    this(offset, 1, length, length);
  }
}
