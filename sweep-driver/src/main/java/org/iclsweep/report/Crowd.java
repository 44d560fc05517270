package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.measure.Quantile;

/**
 * What is drawn of many seeds: a sample of their lines, over the middle half and the middle nine
 * tenths of all, with the median. Of few all lines are drawn, and nothing else.
 *
 * @param most lines of a panel
 */
record Crowd(int most) {
  /** More lines in a panel nobody tells apart. */
  private static final int MOST = 100;

  /** Points that lines of a figure have at most, so that a page of long curves can be sent. */
  private static final int POINTS = 24_000;

  /** Fewer would be no sample. */
  private static final int FEWEST = 12;

  private static final double[] TAILS = {0.05, 0.25};

  /**
   * For a figure of these settings.
   *
   * @param curve of each run
   */
  static Crowd of(List<SettingSummary> settings, Function<Run, List<Point>> curve) {
    int longest =
        SettingSummary.runs(settings).mapToInt(run -> curve.apply(run).size()).max().orElse(0);
    int points = Math.max(1, settings.size() * longest);
    return new Crowd(Math.max(FEWEST, Math.min(MOST, POINTS / points)));
  }

  /** All of them, or of more than there is room for as many, evenly by their order. */
  static <T> List<T> evenly(List<T> all, int most) {
    return all.size() <= most
        ? all
        : IntStream.range(0, most)
            .mapToObj(i -> all.get((int) ((2L * i + 1) * all.size() / (2L * most))))
            .toList();
  }

  /** Whether any of them is. */
  boolean isSampled(List<SettingSummary> settings) {
    return settings.stream().anyMatch(s -> s.runs().size() > most);
  }

  /** The seeds whose lines are drawn. */
  List<Run> sample(List<Run> runs) {
    return evenly(runs, most);
  }

  /** Where all of them lie, if not all are drawn. */
  void bands(Panel panel, List<Run> runs, Function<Run, List<Point>> curve, String colour) {
    if (runs.size() <= most) {
      return;
    }
    TreeMap<Double, List<Double>> values = new TreeMap<>();
    for (Run run : runs) {
      for (Point p : curve.apply(run)) {
        if (Double.isFinite(p.y())) {
          values.computeIfAbsent(p.x(), x -> new ArrayList<>()).add(p.y());
        }
      }
    }
    TreeMap<Double, double[]> sorted = new TreeMap<>();
    values.forEach((x, ys) -> sorted.put(x, ys.stream().mapToDouble(y -> y).sorted().toArray()));
    for (double tail : TAILS) {
      panel.add(new Mark.Area(line(sorted, 1 - tail), line(sorted, tail), "band", colour));
    }
    panel.line("median", line(sorted, 0.5), "curve", colour);
  }

  private static List<Point> line(TreeMap<Double, double[]> sorted, double probability) {
    return sorted.entrySet().stream()
        .map(e -> new Point(e.getKey(), Quantile.of(e.getValue(), probability)))
        .toList();
  }

  /** What to say under a figure in which not all are drawn. */
  String caption(List<SettingSummary> settings) {
    return !isSampled(settings)
        ? ""
        : " Of more than %s seeds a sample of %s is drawn, over the middle half and the middle nine tenths of all, with the median."
            .formatted(most, most);
  }
}
