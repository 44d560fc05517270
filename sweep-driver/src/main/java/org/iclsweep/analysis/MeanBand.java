package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;

/**
 * Means over runs of what was measured at the same place, with standard deviations.
 *
 * @param at what they are by step, or by the number of a factor
 */
public record MeanBand(SortedMap<Double, Moments> at) {

  /**
   * Of a sample.
   *
   * @param deviation standard deviation, of which one value has 0; the sum of squares is divided by
   *     the number of values less one
   */
  public record Moments(double mean, double deviation) {

    static Moments of(List<Double> values) {
      double mean = values.stream().mapToDouble(v -> v).sum() / values.size();
      double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      return new Moments(mean, Math.sqrt(squares / Math.max(1, values.size() - 1)));
    }
  }

  public MeanBand {
    at = Collections.unmodifiableSortedMap(new TreeMap<>(at));
  }

  /** Of points of many runs; values that are not finite are left out. */
  public static MeanBand of(Stream<Point> points) {
    SortedMap<Double, List<Double>> values = new TreeMap<>();
    points
        .filter(p -> Double.isFinite(p.y()))
        .forEach(p -> values.computeIfAbsent(p.x(), x -> new ArrayList<>()).add(p.y()));
    SortedMap<Double, Moments> at = new TreeMap<>();
    values.forEach((x, ys) -> at.put(x, Moments.of(ys)));
    return new MeanBand(at);
  }

  /** Whether values differ anywhere. */
  public boolean isWide() {
    return at.values().stream().anyMatch(m -> m.deviation > 0);
  }

  /** The means. */
  public List<Point> means() {
    return points(Moments::mean);
  }

  /** A standard deviation above them. */
  public List<Point> upper() {
    return points(m -> m.mean + m.deviation);
  }

  /** A standard deviation below them. */
  public List<Point> lower() {
    return points(m -> m.mean - m.deviation);
  }

  private List<Point> points(ToDoubleFunction<Moments> value) {
    return at.entrySet().stream()
        .map(e -> new Point(e.getKey(), value.applyAsDouble(e.getValue())))
        .toList();
  }
}
