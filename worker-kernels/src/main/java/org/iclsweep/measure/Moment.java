package org.iclsweep.measure;

/**
 * When something befell a loss that is known at points only.
 *
 * @param step where it is told to be, between the two
 * @param after the last point before it; the first point, where it is found there
 * @param by the first point at which it has happened
 */
public record Moment(double step, int after, int by) {

  public Moment {
    if (!(after <= step && step <= by)) {
      throw new IllegalArgumentException("%s is not from %d to %d".formatted(step, after, by));
    }
  }
}
