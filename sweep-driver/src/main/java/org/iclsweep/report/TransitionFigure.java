package org.iclsweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Events;
import org.iclsweep.analysis.GoalWords;
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

  /** Rows that a printed page holds. */
  private static final int MOST = 24;

  static final String TITLE = "When seeds learn";
  private static final double ROW = 46;
  private static final double TOP = 40;
  private static final double DOT = 3.2;

  /** Half the height of the bar at the median, and the lanes of dots in it. */
  private static final double BAR = 11;

  private static final double LANES = BAR / (1.3 * DOT);

  /** Falls of a curve, so that one is narrower than its line. */
  private static final int MOST_FALLS = 600;

  /** Dots of a strip, which has no room for more. */
  private static final int MOST_DOTS = 100;

  /** Curves whose bands can be told apart. */
  private static final int MOST_BANDS = 4;

  private TransitionFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> all = summary.judgedSettings();
    List<SettingSummary> settings = all.stream().limit(MOST).toList();
    if (settings.isEmpty()) {
      return Figure.missing(TITLE, "Whether seeds learnt cannot be told" + reason(summary.goal()));
    }
    double budget = Grid.lastStep(settings);
    Scale x = Scale.linear(0, shown(settings, budget));
    boolean curves = settings.size() <= Palette.series();
    double height = Math.max(curves ? 280 : 0, TOP + settings.size() * ROW + 44);
    Sheet sheet = new Sheet(Grid.WIDTH, height);
    if (curves) {
      survival(sheet, settings, x);
    }
    strips(sheet, settings, x.between(curves ? 570 : 48, Grid.WIDTH - 130));
    String left =
        curves
            ? "Left: share of seeds that have not learnt yet, as Kaplan and Meier"
                + " estimate it"
                + (settings.size() <= MOST_BANDS
                    ? ", with its 95 % band. Right: every"
                    : ". Right: every")
            : "Every";
    boolean some = settings.stream().anyMatch(s -> s.count(Fate.LEARNT) > MOST_DOTS);
    String rest =
        x.high() < budget
            ? " No seed learnt between the right edge and step " + Numbers.value(budget) + "."
            : "";
    return new Figure(
        TITLE,
        sheet,
        left
            + " seed at the step from which it has learnt, the bar at the median; those that did"
            + " not within the budget stand at the right, late ones by seed. A step lies between"
            + " two points of the seed's curve."
            + (some
                ? " Of more than %s seeds as many stand for all, evenly by their steps."
                    .formatted(MOST_DOTS)
                : "")
            + rest
            + Grid.leftOut(MOST, all.size(), "settings", "the table"));
  }

  private static String reason(GoalWords goal) {
    return goal.goal().isLoss()
        ? ": " + goal.noLevel() + "."
        : " without the loss of %s beside them, clearly better than that of answering 0."
            .formatted(goal.named());
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

  private static void survival(Sheet sheet, List<SettingSummary> settings, Scale x) {
    Scale share = Scale.linear(0, 1);
    Panel panel =
        sheet.panel(48, TOP, 300, 190, x, share).plot("step", "share that has not learnt", "", "");
    for (int i = 0; i < settings.size(); i++) {
      String setting = settings.get(i).setting().label();
      Survival survival = settings.get(i).survival().orElseThrow();
      String colour = Palette.series(i);
      if (settings.size() <= MOST_BANDS) {
        List<Point> low = points(survival, Fall::low, x.high());
        List<Point> high = points(survival, Fall::high, x.high());
        panel.add(new Mark.Area(high, low, "band", colour));
      }
      List<Point> points = points(survival, Fall::share, x.high());
      panel.line(setting, points, "curve", colour);
      panel.label(points, setting, colour);
    }
  }

  /**
   * Corners of the steps, each value holding until the next: from 1 at step 0, and on from the last
   * fall as long as a seed was watched.
   */
  static List<Point> points(Survival survival, ToDoubleFunction<Fall> value, double end) {
    List<Point> points = new ArrayList<>(List.of(new Point(0, 1)));
    double last = 1;
    for (Fall fall : shown(survival.falls())) {
      points.add(new Point(fall.time(), last));
      last = value.applyAsDouble(fall);
      points.add(new Point(fall.time(), last));
    }
    Point edge = new Point(Math.min(end, survival.end()), last);
    points.addAll(List.of(edge, edge));
    return points;
  }

  /** Of more than have a point each in a panel, some and the last. */
  private static List<Fall> shown(List<Fall> falls) {
    return falls.size() <= MOST_FALLS
        ? falls
        : Stream.concat(
                Crowd.evenly(falls.subList(0, falls.size() - 1), MOST_FALLS).stream(),
                Stream.of(falls.get(falls.size() - 1)))
            .toList();
  }

  private static void strips(Sheet sheet, List<SettingSummary> settings, Scale x) {
    boolean coloured = settings.size() <= Palette.series();
    for (int i = 0; i < settings.size(); i++) {
      double y = TOP + i * ROW + 30;
      Panel panel = new Panel(x, Scale.linear(-LANES, LANES).between(y - BAR, y + BAR));
      strip(panel, settings.get(i), coloured ? Palette.series(i) : Palette.LEARNT);
      sheet.panels().add(panel);
    }
    Panel below = new Panel(x, Scale.linear(0, 1).between(TOP + settings.size() * ROW, TOP));
    below.add(new Mark.Axes("step", null)).words("late", x.high(), 1, 12, 0, "name");
    sheet.panels().add(below);
  }

  /** Its vertical scale is in lanes. */
  private static void strip(Panel panel, SettingSummary s, String colour) {
    Scale x = panel.x();
    String share = s.shareLearnt().map(Proportion::toString).orElse("");
    panel.words(s.setting().label() + ": " + share, x.low(), 0, 0, -15, "label");
    panel.rule(x.low(), 0, x.high(), 0, "grid");
    List<Run> runs = s.runs().stream().filter(Run::learnt).toList();
    List<Run> ordered =
        Crowd.evenly(
            runs.stream().sorted(Comparator.comparingDouble(TransitionFigure::step)).toList(),
            MOST_DOTS);
    double[] places = ordered.stream().mapToDouble(r -> x.at(step(r))).toArray();
    int[] lanes = Spread.lanes(places, 2 * DOT);
    for (int i = 0; i < places.length; i++) {
      Run run = ordered.get(i);
      String step = Numbers.fixed(step(run), 0);
      String title =
          "seed %s, step %s, in %s"
              .formatted(run.seed(), step, Events.liesIn(run.events().learnt()));
      panel.add(run, new Mark.Dot(title, new Point(step(run), lanes[i]), DOT, "dot", "", colour));
    }
    Quartiles.of(s.learnings().stream().map(Moment::step).toList())
        .ifPresent(q -> median(panel, q.median()));
    late(panel, s);
  }

  private static double step(Run run) {
    return run.events().learnt().step();
  }

  private static void median(Panel panel, double step) {
    List<Point> bar = List.of(new Point(step, -LANES), new Point(step, LANES));
    panel.line("median step " + Numbers.fixed(step, 0), bar, "median-bar", "");
  }

  private static void late(Panel panel, SettingSummary s) {
    List<String> seeds = s.met(Fate.LATE).stream().map(Run::seed).toList();
    String first = seeds.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    String shown = seeds.size() > MOST_NAMED ? seeds.size() + ": " + first + ", …" : first;
    String others = Phrases.counts(s::count, Fate.BETWEEN, Fate.DIVERGED);
    Point at = new Point(panel.x().high(), 0);
    if (!seeds.isEmpty()) {
      panel.add(new Mark.Words("× " + shown, at, 12, 4, "label", "", Palette.LATE));
    }
    panel.add(new Mark.Words(others, at, 12, 17, "label", "", Palette.LATE));
  }
}
