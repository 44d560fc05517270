package org.iclsweep.report;

import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.trial.Measures;

/** The loss as tasks tell it and integrated over teacher and query, and the variances of both. */
final class IntegrationFigure {
  private static final String TITLE = "What integration over teacher and query gains";
  private static final double LOSS = 170;
  private static final double RATIO = 110;
  private static final double GAP = 50;
  private static final double TOP = 52 + Panel.TITLE_LINE;
  private static final double LEFT = 48;
  private static final double LABELS = 92;

  /** The mean loss at a step, with its standard error. */
  private record Estimate(int step, double loss, double error) {

    Point at(double errors) {
      return new Point(step, loss + errors * error);
    }
  }

  private IntegrationFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> drawn =
        Grid.drawn(summary).stream().filter(s -> first(s).isPresent()).toList();
    if (drawn.isEmpty()) {
      return Figure.missing(TITLE, "No loss was integrated.");
    }
    boolean both = drawn.stream().anyMatch(s -> ratios(s).findAny().isPresent());
    Scale x = Scale.linear(0, Grid.lastStep(drawn));
    Scale losses = losses(drawn);
    Crowd crowd = Crowd.of(drawn, IntegrationFigure::ratios);
    Scale ratios = ratios(drawn);
    double height = TOP + LOSS + GAP + (both ? RATIO + GAP : 0);
    Grid.Tiles tiles = new Grid.Tiles(drawn.size(), 760, height);
    Sheet sheet = tiles.sheet();
    for (int i = 0; i < drawn.size(); i++) {
      SettingSummary s = drawn.get(i);
      double left = tiles.place(i).left() + LEFT;
      double top = tiles.place(i).top() + TOP;
      double width = tiles.width() - LEFT - LABELS;
      losses(sheet.panel(left, top, width, LOSS, x, losses), s);
      if (both) {
        ratios(sheet.panel(left, top + LOSS + GAP, width, RATIO, x, ratios), s, crowd);
      }
    }
    return new Figure(TITLE, sheet, caption(both) + crowd.caption(drawn) + Grid.leftOut(summary));
  }

  private static void losses(Panel place, SettingSummary s) {
    Run run = first(s).orElseThrow();
    String title = s.setting().label();
    Panel panel = place.plot("step", "evaluation loss", title, "seed " + run.seed());
    line(panel, "drawn", drawn(run), Palette.VERMILION);
    line(panel, "integrated", integrated(run), Palette.BLUE);
  }

  private static void line(Panel panel, String name, List<Estimate> estimates, String colour) {
    if (estimates.isEmpty()) {
      return;
    }
    List<Point> line = points(estimates, 0);
    panel.add(new Mark.Area(points(estimates, 1), points(estimates, -1), "band", colour));
    panel.line(name, line, "curve", colour).label(line, name, colour);
  }

  private static List<Point> points(List<Estimate> estimates, double errors) {
    return estimates.stream().map(each -> each.at(errors)).toList();
  }

  private static void ratios(Panel place, SettingSummary s, Crowd crowd) {
    Panel panel = place.plot("step", "variance drawn / integrated", "", "");
    crowd.bands(panel, s.runs(), IntegrationFigure::ratios, Palette.GREY);
    for (Run run : crowd.sample(s.runs())) {
      panel.line(run, "seed " + run.seed(), ratios(run), "seed", Palette.GREY);
    }
    List<Point> medians = Band.of(ratios(s)).medians();
    panel.line("median", medians, "curve", Palette.BLACK).label(medians, "median", Palette.BLACK);
  }

  private static Stream<Point> ratios(SettingSummary s) {
    return s.runs().stream().flatMap(run -> ratios(run).stream());
  }

  /** At steps at which both errors are known. */
  private static List<Point> ratios(Run run) {
    Map<Integer, Double> errors = new HashMap<>();
    drawn(run).forEach(each -> errors.put(each.step, each.error));
    return integrated(run).stream()
        .filter(each -> errors.containsKey(each.step))
        .map(each -> new Point(each.step, square(errors.get(each.step) / each.error)))
        .filter(p -> Double.isFinite(p.y()))
        .toList();
  }

  private static double square(double value) {
    return value * value;
  }

  /** The first seed of which a loss was integrated. */
  private static Optional<Run> first(SettingSummary s) {
    return s.runs().stream().filter(run -> !integrated(run).isEmpty()).findFirst();
  }

  private static List<Estimate> drawn(Run run) {
    return run.record().measured(Measures.LOSS_ERRORS).stream()
        .map(p -> new Estimate(p.step(), p.loss(), p.lossStandardError()))
        .toList();
  }

  private static List<Estimate> integrated(Run run) {
    return run.record().measured(Measures.INTEGRATED_LOSSES).stream()
        .map(p -> new Estimate(p.step(), p.integratedLoss(), p.integratedLossStandardError()))
        .toList();
  }

  private static Scale losses(List<SettingSummary> settings) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    for (SettingSummary s : settings) {
      Run run = first(s).orElseThrow();
      Stream<Estimate> estimates = Stream.concat(drawn(run).stream(), integrated(run).stream());
      Grid.finite(estimates.mapToDouble(Estimate::loss)).forEach(all);
    }
    return Scale.isLogarithmic(all)
        ? Scale.log(all.getMin() / 1.3, all.getMax() * 1.3)
        : Scale.around(all.getMin(), all.getMax(), 0.1);
  }

  private static Scale ratios(List<SettingSummary> settings) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    settings.stream().flatMap(IntegrationFigure::ratios).forEach(p -> all.accept(p.y()));
    all.accept(1);
    return Scale.isLogarithmic(all)
        ? Scale.log(all.getMin() / 1.2, all.getMax() * 1.2)
        : Scale.linear(0, all.getMax() * 1.1);
  }

  private static String caption(boolean both) {
    return "Of the first seed the mean loss over the evaluation tasks, and over their contexts where teacher and"
        + " query are integrated over; shaded: a standard error to either side, where it was measured."
        + (both
            ? " Below: the variance of the mean as drawn over that of the integrated one, of every seed."
            : "");
  }
}
