package org.iclsweep.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.iclsweep.trial.Measures;

/** Whole functions: what is shown of each, what it is, and what is answered. */
final class FunctionFigure {
  private static final String TITLE = "Functions learnt in context";
  private static final String CONTEXT = "context";
  private static final double PLOT = 150;
  private static final Grid.Frame FRAME = new Grid.Frame(40, PLOT, 14, PLOT + 64);
  private static final double LABELS = 108;
  private static final int MOST_TASKS = 6;

  /** Colour and class of a series, in the order in which they are drawn. */
  private static final Map<String, String[]> STYLES = styles();

  private FunctionFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> drawn =
        Grid.drawn(summary).stream().filter(s -> shown(s).isPresent()).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(TITLE, "No trial kept functions.");
    }
    List<Integer> tasks =
        drawn.stream()
            .flatMap(s -> points(s).map(FunctionPoint::task))
            .distinct()
            .sorted()
            .limit(MOST_TASKS)
            .toList();
    Grid.Rows rows = new Grid.Rows(drawn.size(), tasks.size(), FRAME, LABELS, 0);
    Sheet sheet = rows.sheet();
    for (int m = 0; m < tasks.size(); m++) {
      for (int i = 0; i < drawn.size(); i++) {
        Map<String, List<Point>> series = series(drawn.get(i), tasks.get(m));
        Panel panel = rows.panel(sheet, i, m, scale(series, true), scale(series, false));
        Panel plot = panel.plot("x", "y", m == 0 ? heading(drawn.get(i)) : "", "");
        draw(plot, series, rows.hasLabels(i, m));
      }
    }
    return new Figure(TITLE, sheet, caption(summary));
  }

  private static void draw(Panel panel, Map<String, List<Point>> series, boolean labelled) {
    STYLES.forEach(
        (name, style) -> {
          List<Point> points = series.getOrDefault(name, List.of());
          panel.line(name, points, style[1], style[0]);
          if (labelled) {
            panel.label(points, name, style[0]);
          }
        });
    for (Point shown : series.getOrDefault(CONTEXT, List.of())) {
      panel.add(new Mark.Dot("", shown, 3, "", "", Palette.BLACK));
    }
  }

  private static String heading(SettingSummary s) {
    return s.setting().label() + ": seed " + shown(s).orElseThrow().seed();
  }

  /** The trial of median loss, or the first that kept functions. */
  private static Optional<Run> shown(SettingSummary s) {
    return Stream.concat(s.typical().stream(), s.runs().stream())
        .filter(run -> !run.record().measured(Measures.FUNCTIONS).isEmpty())
        .findFirst();
  }

  private static Stream<FunctionPoint> points(SettingSummary s) {
    return shown(s).stream().flatMap(run -> run.record().measured(Measures.FUNCTIONS).stream());
  }

  private static Map<String, List<Point>> series(SettingSummary s, int task) {
    Map<String, List<Point>> series = new LinkedHashMap<>();
    points(s)
        .filter(p -> p.task() == task && Double.isFinite(p.y()))
        .forEach(
            p ->
                series
                    .computeIfAbsent(p.series(), name -> new ArrayList<>())
                    .add(new Point(p.x(), p.y())));
    return series;
  }

  private static Scale scale(Map<String, List<Point>> series, boolean x) {
    DoubleSummaryStatistics values = new DoubleSummaryStatistics();
    series.forEach(
        (name, points) -> {
          if (STYLES.containsKey(name) || name.equals(CONTEXT)) {
            points.forEach(p -> values.accept(x ? p.x() : p.y()));
          }
        });
    return values.getCount() == 0
        ? Scale.linear(0, 1)
        : Scale.around(values.getMin(), values.getMax(), x ? 0 : 0.05);
  }

  private static Map<String, String[]> styles() {
    Map<String, String[]> styles = new LinkedHashMap<>();
    styles.put("target", new String[] {Palette.GREY, "under"});
    styles.put("before-attention", new String[] {Palette.ORANGE, "learner"});
    for (LearnerKind kind : LearnerKind.values()) {
      LearnerStyle style = LearnerStyle.of(kind);
      styles.put(kind.label(), new String[] {style.colour(), style.lines("learner")});
    }
    styles.put("transformer", new String[] {Palette.BLUE, "curve"});
    return styles;
  }

  private static String caption(Summary summary) {
    return "Dots: the pairs of the context. Grey: the function that they are of. Orange: what the model"
        + " of median loss would answer ahead of its first layer of attention; blue: what it answers"
        + " behind the last."
        + Grid.leftOut(summary);
  }
}
