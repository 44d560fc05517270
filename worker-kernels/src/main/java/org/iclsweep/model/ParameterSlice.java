package org.iclsweep.model;

import org.iclsweep.lanes.SharedMatrix;

/**
 * A matrix among the parameters of a model, row by row in their flat array; a vector is a matrix of
 * one row.
 *
 * @param name the field's word for it; attention has {@code query}, {@code key}, {@code value},
 *     {@code projection}
 * @param layer distinct layer it belongs to, from 0; -1 for what stands before all layers
 * @param heads heads whose matrices lie side by side in it; 0 where it is of no head
 * @param offset where it starts
 * @param rows number of rows: inputs, in the convention of row vectors times matrix
 * @param cols number of columns
 * @param start how its values start
 */
public record ParameterSlice(
    String name, int layer, int heads, int offset, int rows, int cols, Start start) {

  /** The layer of what stands before all layers. */
  public static final int BEFORE_LAYERS = -1;

  /** How values start. */
  public enum Start {
    /** Random draws; the fan-in is the number of rows. */
    DRAWN,
    ZEROS,
    ONES
  }

  /** The slice of an array of all parameters, as a matrix. */
  public SharedMatrix view(float[] all) {
    return SharedMatrix.of(all, offset, rows, cols, cols);
  }

  /** Number of values. */
  public int count() {
    return rows * cols;
  }
}
