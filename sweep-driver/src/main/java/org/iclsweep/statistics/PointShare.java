package org.iclsweep.statistics;

import java.util.List;

/**
 * How many of the trials at a point had an event.
 *
 * @param at coordinates, one or two, each in the unit interval
 * @param events of the trials, those that had it
 * @param trials each with a seed of its own, which no other point has
 */
public record PointShare(List<Double> at, int events, int trials) {

  public PointShare {
    at = List.copyOf(at);
    if (at.isEmpty() || at.size() > Lattice.MOST_AXES) {
      throw new IllegalArgumentException(
          at + " is no point: need one coordinate or two, an axis each");
    }
    if (!at.stream().allMatch(x -> x >= 0 && x <= 1)) {
      throw new IllegalArgumentException(
          at + " is outside: coordinates are between 0 and 1, the ends of their axes");
    }
    if (trials < 1 || events < 0 || events > trials) {
      throw new IllegalArgumentException(
          events + " of " + trials + " is no share: need 0 <= events <= trials, trials >= 1");
    }
  }
}
