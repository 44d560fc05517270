package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.study.Parameter;

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

  /** Places of an axis that stand for all of it, beside its beginning; with a second axis fewer. */
  private static final int PLACES = 64;

  private static final int PLACES_OF_TWO = 16;

  public Refinement {
    axes = List.copyOf(axes);
  }

  /** Whether a parameter is an axis. */
  public boolean has(Parameter<?> parameter) {
    return axes.stream().anyMatch(axis -> axis.parameter().equals(parameter));
  }

  /** Values of the axes at a place of each. */
  public List<Object> values(List<Double> places) {
    return IntStream.range(0, axes.size()).mapToObj(a -> axes.get(a).value(places.get(a))).toList();
  }

  /** Places of the values on the axes. */
  public List<Double> places(List<Object> values) {
    return IntStream.range(0, axes.size()).mapToObj(a -> axes.get(a).place(values.get(a))).toList();
  }

  /**
   * Points all over the region, among which those of any round lie.
   *
   * @param matters of the other axes one value is enough
   */
  public Round region(Predicate<Parameter<?>> matters) {
    List<List<Object>> points = List.of(List.of());
    for (RefinedAxis axis : axes) {
      List<Object> values = matters.test(axis.parameter()) ? values(axis) : List.of(axis.value(0));
      points =
          points.stream()
              .flatMap(
                  point ->
                      values.stream()
                          .map(value -> Stream.concat(point.stream(), Stream.of(value)).toList()))
              .toList();
    }
    return new Round(points);
  }

  private List<Object> values(RefinedAxis axis) {
    int places = axes.size() == 1 ? PLACES : PLACES_OF_TWO;
    return IntStream.rangeClosed(0, places)
        .mapToObj(place -> axis.value((double) place / places))
        .distinct()
        .toList();
  }

  /** The round of points at these places. */
  public Round round(List<List<Double>> places) {
    return new Round(places.stream().map(this::values).toList());
  }
}
