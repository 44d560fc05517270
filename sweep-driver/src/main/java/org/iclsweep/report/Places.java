package org.iclsweep.report;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.SettingSummary;

/**
 * Where the places of a sweep stand on an axis: numbers by their scale, and apart from them, behind
 * the last, the word that stands for none.
 *
 * @param x scale of all
 * @param last the largest number; no bound without a word
 * @param apart where the word stands
 */
record Places(Scale x, double last, double apart, Optional<String> word) {
  private static final double MARGIN = 0.03;

  /** Of the length that numbers take: how far the word stands behind the last. */
  private static final double GAP = 0.12;

  static Places of(FactorSweep sweep, List<FactorSweep.Series> drawn) {
    TreeSet<Double> numbers = new TreeSet<>();
    drawn.forEach(series -> numbers.addAll(series.places().keySet()));
    boolean isApart = numbers.remove(FactorSweep.APART);
    Scale scale = Scale.ofSwept(numbers);
    if (!isApart) {
      return new Places(
          scale.wider(MARGIN), Double.POSITIVE_INFINITY, FactorSweep.APART, Optional.empty());
    }
    double last = scale.high();
    return new Places(
        scale.wider(MARGIN, GAP + MARGIN), last, scale.wider(0, GAP).high(), sweep.apart());
  }

  /** The same series at these places. */
  FactorSweep.Series at(FactorSweep.Series series) {
    SortedMap<Double, SettingSummary> places = new TreeMap<>();
    series.places().forEach((at, s) -> places.put(at == FactorSweep.APART ? apart : at, s));
    return new FactorSweep.Series(series.rest(), places);
  }

  /** A line over them, which does not lead from numbers to the word. */
  List<List<Point>> lines(List<Point> points) {
    List<Point> numbers = points.stream().filter(p -> p.x() <= last).toList();
    List<Point> others = points.stream().filter(p -> p.x() > last).toList();
    return List.of(numbers, others).stream().filter(line -> !line.isEmpty()).toList();
  }
}
