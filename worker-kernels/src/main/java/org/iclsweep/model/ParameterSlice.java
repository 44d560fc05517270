package org.iclsweep.model;

import org.iclsweep.lanes.SharedMatrix;

/**
 * A matrix among the parameters of a model, row by row in their flat array; a vector is a matrix of
 * one row.
 *
 * @param name the field's word for it; attention has {@code query}, {@code key}, {@code value},
 *     {@code projection}, or {@code key-query}, {@code value-projection}
 * @param layer distinct layer it belongs to, from 0; -1 for what stands before all layers, -2 for
 *     what stands behind them
 * @param heads heads whose matrices lie side by side in it; 0 where it is of no head
 * @param offset where it starts
 * @param rows number of rows: inputs, in the convention of row vectors times matrix
 * @param cols number of columns
 * @param start how its values start
 * @param fanIn inputs of what it is a part of: its rows, or those of the matrix that a bias goes
 *     with
 */
public record ParameterSlice(
    String name, int layer, int heads, int offset, int rows, int cols, Start start, int fanIn) {

  /** The layer of what stands before all layers. */
  public static final int BEFORE_LAYERS = -1;

  /** The layer of what stands behind all layers. */
  public static final int BEHIND_LAYERS = -2;

  /** How values start. */
  public enum Start {
    /** Random draws. */
    DRAWN,
    /** The same, below each head's diagonal a mirror of what is above it. */
    MIRRORED,
    ZEROS,
    ONES,
    /** A perceptron's matrix: as {@link Initialisation.Perceptrons} says. */
    PERCEPTRON,
    /** A perceptron's bias, likewise. */
    PERCEPTRON_BIAS,
    /** λ of {@link MesaSpec}. */
    LAMBDA,
    /** γ, likewise. */
    FORGET
  }

  /** A matrix, or what starts without draws. */
  ParameterSlice(String name, int layer, int heads, int offset, int rows, int cols, Start start) {
    this(name, layer, heads, offset, rows, cols, start, rows);
  }

  /** One that is of no head, from offset 0. */
  static ParameterSlice of(String name, int layer, int rows, int cols, Start start) {
    return new ParameterSlice(name, layer, 0, 0, rows, cols, start);
  }

  /** The bias of a perceptron's layer that has so many inputs. */
  static ParameterSlice bias(String name, int layer, int fanIn, int cols) {
    return new ParameterSlice(name, layer, 0, 0, 1, cols, Start.PERCEPTRON_BIAS, fanIn);
  }

  /** The same at another place. */
  ParameterSlice at(int offset) {
    return new ParameterSlice(name, layer, heads, offset, rows, cols, start, fanIn);
  }

  /** Rows or columns of so many pieces side by side; the greatest number if they are even more. */
  static int length(int pieces, int each) {
    return (int) Math.min(Integer.MAX_VALUE, (long) pieces * each);
  }

  /** The slice of an array of all parameters, as a matrix. */
  public SharedMatrix view(float[] all) {
    return SharedMatrix.of(all, offset, rows, cols, cols);
  }

  /** Whether it belongs to a layer, and stands not before or behind them all. */
  public boolean isOfLayer() {
    return layer >= 0;
  }

  /** Number of values. */
  public int count() {
    return rows * cols;
  }

  /** Number of values, of a slice that no array may be long enough for. */
  double values() {
    return (double) rows * cols;
  }
}
