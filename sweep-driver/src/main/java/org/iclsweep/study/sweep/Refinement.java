package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds of trials where the share of seeds that something befalls crosses a value, in place of a
 * grid.
 *
 * @param axes one or two, by path
 * @param event what befalls a seed
 * @param share the share whose boundary is looked for, in (0, 1)
 * @param tolerance part of the region whose side may stay unknown
 * @param seedsARound seeds of a point in a round
 * @param pointsARound points of a round after the first
 * @param budget trials that there may be at most
 */
public record Refinement(
    List<RefinedAxis> axes,
    RefinedEvent event,
    double share,
    double tolerance,
    int seedsARound,
    int pointsARound,
    int budget)
    implements Serializable {

  /** Points that a boundary is found from at most. */
  public static final int MOST_POINTS = 500;

  public Refinement {
    axes = List.copyOf(axes);
  }

  /** Values of the axes at a place of each. */
  public List<Object> values(List<Double> places) {
    return IntStream.range(0, axes.size()).mapToObj(a -> axes.get(a).value(places.get(a))).toList();
  }

  /** Places of the values on the axes. */
  public List<Double> places(List<Object> values) {
    return IntStream.range(0, axes.size()).mapToObj(a -> axes.get(a).place(values.get(a))).toList();
  }

  /** The round of points at these places. */
  public Round round(List<List<Double>> places) {
    return new Round(places.stream().map(this::values).toList());
  }
}
