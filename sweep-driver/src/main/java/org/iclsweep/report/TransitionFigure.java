package org.iclsweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Events;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Phrases;
import org.iclsweep.analysis.Quartiles;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.Moment;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.statistics.Survival;
import org.iclsweep.statistics.Survival.Fall;

/** When seeds learn: the share that has not yet, and every seed's step. */
final class TransitionFigure {

  /** Late seeds that are named beside a strip: more do not fit. */
  private static final int MOST_NAMED = 3;

  private static final String TITLE = "When seeds learn";
  private static final double ROW = 46;
  private static final double TOP = 40;
  private static final double DOT = 3.2;

  /** Curves whose bands can be told apart. */
  private static final int MOST_BANDS = 4;

  /** Letters that fit beside the curves. */
  private static final int LABEL = 34;

  private TransitionFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> settings = summary.judgedSettings();
    if (settings.isEmpty()) {
      return Figure.missing(
          TITLE,
          "Whether seeds learnt cannot be told without the loss of gradient descent (gd) beside them,"
              + " clearly better than that of answering 0.");
    }
    double budget = Grid.lastStep(settings);
    Scale x = Scale.linear(0, shown(settings, budget), 0, 1);
    boolean curves = settings.size() <= Palette.series();
    double height = Math.max(curves ? 280 : 0, TOP + settings.size() * ROW + 44);
    Svg svg = new Svg(Grid.WIDTH, height, TITLE);
    if (curves) {
      survival(svg, settings, x);
    }
    strips(svg, settings, x, curves ? 570 : 48);
    String left =
        curves
            ? "Left: share of seeds that have not learnt yet, as Kaplan and Meier"
                + " estimate it"
                + (settings.size() <= MOST_BANDS
                    ? ", with its 95 % band. Right: every"
                    : ". Right: every")
            : "Every";
    String rest =
        x.high() < budget
            ? " No seed learnt between the right edge and step " + Numbers.value(budget) + "."
            : "";
    return new Figure(
        TITLE,
        svg.finish(),
        left
            + " seed at the step from which it has learnt, the bar at the median; those that did not"
            + " within the budget stand at the right, late ones by seed. A step lies between two points"
            + " of the seed's curve."
            + rest);
  }

  /** The steps in which something happens, where the budget is much longer. */
  private static double shown(List<SettingSummary> settings, double budget) {
    double last =
        settings.stream()
            .flatMap(s -> s.learnings().stream())
            .mapToDouble(Moment::step)
            .max()
            .orElse(0);
    return last > 0 && last * 1.5 < budget ? last * 1.25 : budget;
  }

  private static void survival(Svg svg, List<SettingSummary> settings, Scale x) {
    Panel panel = Panel.at(svg, 48, TOP, 300, 190, x, Scale.linear(0, 1, 0, 1));
    panel.axes("step", "share that has not learnt").plot();
    List<Panel.Label> labels = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      SettingSummary s = settings.get(i);
      Survival survival = s.survival().orElseThrow();
      if (settings.size() <= MOST_BANDS) {
        panel.stepBand(
            points(survival, Fall::low, x.high()),
            points(survival, Fall::high, x.high()),
            "class",
            "band",
            "fill",
            Palette.series(i));
      }
      List<Point> points = points(survival, Fall::share, x.high());
      panel.steps(points, s.setting().label(), "class", "curve", "stroke", Palette.series(i));
      double end = points.get(points.size() - 1).y();
      labels.add(
          new Panel.Label(end, Markup.shortened(s.setting().label(), LABEL), Palette.series(i)));
    }
    panel.endPlot().labels(labels);
  }

  /** From 1 at step 0, and on from the last fall as long as a seed was watched. */
  static List<Point> points(Survival survival, ToDoubleFunction<Fall> value, double end) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 1));
    survival.falls().forEach(fall -> points.add(new Point(fall.time(), value.applyAsDouble(fall))));
    double last = points.get(points.size() - 1).y();
    points.add(new Point(Math.min(end, survival.end()), last));
    return points;
  }

  private static void strips(Svg svg, List<SettingSummary> settings, Scale shared, double left) {
    double right = Grid.WIDTH - 130;
    Scale x = shared.between(left, right);
    double bottom = TOP + settings.size() * ROW;
    for (int i = 0; i < settings.size(); i++) {
      double y = TOP + i * ROW + 30;
      boolean coloured = settings.size() <= Palette.series();
      strip(svg, settings.get(i), x, y, coloured ? Palette.series(i) : Palette.LEARNT);
    }
    svg.line(left, bottom, right, bottom, "class", "axis");
    Panel.ticks(svg, x, bottom, 5);
    double middle = (left + right) / 2;
    svg.text(middle, bottom + 29, "step", "class", "name", "text-anchor", "middle");
    svg.text(right + 12, TOP, "late", "class", "name");
  }

  private static void strip(Svg svg, SettingSummary s, Scale x, double y, String colour) {
    String share = s.shareLearnt().map(Proportion::toString).orElse("");
    svg.text(x.from(), y - 15, s.setting().label() + ": " + share, "class", "label");
    svg.line(x.from(), y, x.to(), y, "class", "grid");
    List<Run> runs = s.runs().stream().filter(Run::learnt).toList();
    List<Run> ordered =
        runs.stream().sorted(Comparator.comparingDouble(TransitionFigure::step)).toList();
    double[] places = ordered.stream().mapToDouble(r -> x.at(step(r))).toArray();
    int[] lanes = Spread.lanes(places, 2 * DOT);
    for (int i = 0; i < places.length; i++) {
      Run run = ordered.get(i);
      String step = Numbers.fixed(step(run), 0);
      String title =
          "seed %s, step %s, in %s"
              .formatted(run.seed(), step, Events.liesIn(run.events().learnt()));
      double height = y + lanes[i] * DOT * 1.3;
      svg.circle(title, places[i], height, DOT, "fill", colour, "class", "dot");
    }
    Quartiles.of(s.learnings().stream().map(Moment::step).toList())
        .ifPresent(q -> median(svg, q, x, y));
    late(svg, s, x.to() + 12, y);
  }

  private static double step(Run run) {
    return run.events().learnt().step();
  }

  private static void median(Svg svg, Quartiles q, Scale x, double y) {
    String title = "median step " + Numbers.fixed(q.median(), 0);
    svg.rect(title, x.at(q.median()) - 1, y - 11, 2, 22, "class", "median-bar");
  }

  private static void late(Svg svg, SettingSummary s, double left, double y) {
    List<String> seeds = s.met(Fate.LATE).stream().map(Run::seed).toList();
    String first = seeds.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    String shown = seeds.size() > MOST_NAMED ? seeds.size() + ": " + first + ", …" : first;
    if (!seeds.isEmpty()) {
      svg.text(left, y + 4, "× " + shown, "class", "label", "fill", Palette.LATE);
    }
    String others = Phrases.counts(s::count, Fate.BETWEEN, Fate.DIVERGED);
    svg.text(left, y + 17, others, "class", "label", "fill", Palette.LATE);
  }
}
