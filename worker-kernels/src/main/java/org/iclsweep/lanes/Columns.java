package org.iclsweep.lanes;

import java.io.Serializable;

/**
 * Some columns of a matrix whose number of columns is not known yet.
 *
 * @param place which ones
 * @param count how many; 0 where it is all
 */
public record Columns(Place place, int count) implements Serializable {

  /** All columns. */
  public static final Columns ALL = new Columns(Place.ALL, 0);

  /** The last column. */
  public static final Columns LAST = new Columns(Place.LAST, 1);

  /** Where columns stand among the others. */
  public enum Place {
    ALL,
    FIRST,
    LAST
  }

  /** The first so many. */
  public static Columns first(int count) {
    return new Columns(Place.FIRST, count);
  }

  /** The last so many. */
  public static Columns last(int count) {
    return new Columns(Place.LAST, count);
  }

  /** Whether it is all. */
  public boolean all() {
    return place == Place.ALL;
  }

  /** How many of so many. */
  public int of(int cols) {
    return all() ? cols : count;
  }

  private int from(int cols) {
    return place == Place.LAST ? cols - count : 0;
  }

  /** Those of a matrix, on the same floats. */
  public LaneMatrix of(LaneMatrix matrix) {
    int from = from(matrix.cols());
    return matrix.cols(from, from + of(matrix.cols()));
  }

  /** Those of weights, on the same floats. */
  public SharedMatrix of(SharedMatrix matrix) {
    int from = from(matrix.cols());
    return matrix.transposed().rows(from, from + of(matrix.cols())).transposed();
  }

  /** Those of sums, on the same sums. */
  public PartialSums of(PartialSums sums) {
    int from = from(sums.cols());
    return sums.transposed().rows(from, from + of(sums.cols())).transposed();
  }
}
