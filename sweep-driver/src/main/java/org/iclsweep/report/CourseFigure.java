package org.iclsweep.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;

/** Lines of what trials left, mean and standard deviation over seeds, a column a setting. */
final class CourseFigure {
  private static final Grid.Frame FRAME = new Grid.Frame(40, 170, 84, 234);

  /** Errors below this share of the largest are drawn at the edge: they are rounding. */
  private static final double LEAST = 1e-6;

  /** How far an axis of values reaches. */
  enum Reach {
    /** From 0 to 1. */
    SHARES,
    /** From 0 to the largest. */
    FROM_ZERO,
    /** By the logarithm where values lie far apart. */
    ERRORS
  }

  /** A panel, by what its axes are. */
  record Axes(String x, String y, Reach reach) {}

  /** A point of a line in a panel; panels and lines stand in the order in which they come. */
  record Course(Axes axes, String line, double x, double y) {}

  /** What the seeds of a setting left. */
  private record Lines(SettingSummary setting, Map<Axes, Map<String, List<Point>>> panels) {

    static Lines of(SettingSummary s, Function<Run, List<Course>> courses) {
      Map<Axes, Map<String, List<Point>>> panels = new LinkedHashMap<>();
      for (Run run : s.runs()) {
        for (Course each : courses.apply(run)) {
          panels
              .computeIfAbsent(each.axes, axes -> new LinkedHashMap<>())
              .computeIfAbsent(each.line, line -> new ArrayList<>())
              .add(new Point(each.x, each.y));
        }
      }
      return new Lines(s, panels);
    }

    Stream<Point> points(Axes axes) {
      return panels.getOrDefault(axes, Map.of()).values().stream().flatMap(List::stream);
    }
  }

  private CourseFigure() {}

  /**
   * The figure; missing where no run left anything.
   *
   * @param courses what a run left
   */
  static Figure of(
      String title, Summary summary, Function<Run, List<Course>> courses, String caption) {
    List<Lines> drawn =
        Grid.drawn(summary).stream()
            .map(s -> Lines.of(s, courses))
            .filter(lines -> !lines.panels.isEmpty())
            .toList();
    if (drawn.isEmpty()) {
      return Figure.missing(title, "None of this was measured.");
    }
    List<Axes> panels = drawn.stream().flatMap(l -> l.panels.keySet().stream()).distinct().toList();
    Grid.Rows rows = new Grid.Rows(drawn.size(), panels.size(), FRAME, 0, 0);
    Sheet sheet = rows.sheet();
    boolean leftOut = false;
    for (int j = 0; j < panels.size(); j++) {
      Axes axes = panels.get(j);
      List<String> names = names(drawn, axes);
      leftOut |= names.size() > Palette.series();
      Scale x = x(drawn, axes);
      Scale y = y(drawn, axes);
      for (int i = 0; i < drawn.size(); i++) {
        if (drawn.get(i).panels.containsKey(axes)) {
          String heading = j == 0 ? drawn.get(i).setting.setting().label() : "";
          Panel panel = rows.panel(sheet, i, j, x, y).plot(axes.x, axes.y, heading, "");
          draw(panel, drawn.get(i).panels.get(axes), names);
        }
      }
    }
    String first = leftOut ? " The first " + Palette.series() + " lines of a panel are drawn." : "";
    return new Figure(title, sheet, caption + first + Grid.leftOut(summary));
  }

  private static List<String> names(List<Lines> drawn, Axes axes) {
    Set<String> names = new LinkedHashSet<>();
    drawn.forEach(lines -> names.addAll(lines.panels.getOrDefault(axes, Map.of()).keySet()));
    return List.copyOf(names);
  }

  private static void draw(Panel panel, Map<String, List<Point>> lines, List<String> names) {
    for (int i = 0; i < Math.min(names.size(), Palette.series()); i++) {
      MeanBand band = MeanBand.of(lines.getOrDefault(names.get(i), List.of()).stream());
      if (!band.at().isEmpty()) {
        String colour = Palette.series(i);
        panel.band(band, colour).line(names.get(i), band.means(), "curve", colour);
        panel.label(band.means(), names.get(i), colour);
      }
    }
  }

  private static Scale x(List<Lines> drawn, Axes axes) {
    DoubleSummaryStatistics values =
        drawn.stream()
            .flatMap(lines -> lines.points(axes))
            .mapToDouble(Point::x)
            .summaryStatistics();
    return Scale.linear(values.getMin(), values.getMax());
  }

  private static Scale y(List<Lines> drawn, Axes axes) {
    DoubleStream ys = drawn.stream().flatMap(lines -> lines.points(axes)).mapToDouble(Point::y);
    DoubleSummaryStatistics values = Grid.finite(ys).summaryStatistics();
    double most = values.getCount() == 0 ? 1 : 1.04 * values.getMax();
    return switch (axes.reach) {
      case SHARES -> Scale.linear(0, 1);
      case FROM_ZERO -> Scale.linear(0, most);
      case ERRORS ->
          Scale.isLogarithmic(values)
              ? Scale.log(Math.max(values.getMin(), LEAST * most), 1.2 * most)
              : Scale.linear(0, most);
    };
  }
}
