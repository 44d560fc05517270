package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Quartiles over runs of what was measured at the same place.
 *
 * @param at the quartiles by step or by α
 */
public record Band(SortedMap<Double, Quartiles> at) {

  /** One run's value at a place. */
  public record Point(double x, double y) {}

  public Band {
    at = Collections.unmodifiableSortedMap(new TreeMap<>(at));
  }

  /** Of points of many runs; values that are not finite are left out. */
  public static Band of(Stream<Point> points) {
    SortedMap<Double, List<Double>> values = new TreeMap<>();
    points.forEach(p -> values.computeIfAbsent(p.x(), x -> new ArrayList<>()).add(p.y()));
    SortedMap<Double, Quartiles> at = new TreeMap<>();
    values.forEach((x, ys) -> Quartiles.of(ys).ifPresent(q -> at.put(x, q)));
    return new Band(at);
  }

  public boolean isEmpty() {
    return at.isEmpty();
  }

  /** The medians. */
  public List<Point> medians() {
    return points(Quartiles::median);
  }

  /** What its quartiles say. */
  public List<Point> points(ToDoubleFunction<Quartiles> value) {
    return at.entrySet().stream()
        .map(e -> new Point(e.getKey(), value.applyAsDouble(e.getValue())))
        .toList();
  }
}
