package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Factor;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Phrases;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.ValleyShares;
import org.iclsweep.analysis.ValleyShares.Level;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.trial.Stationary.NumberedPoint;

/** Which stationary point of class S seeds ended at: shares with their intervals. */
final class ValleyFigure {
  private static final String TITLE = "Stationary points at which seeds ended";
  private static final double PLOT = 180;
  private static final double TOP = 40 + Panel.TITLE_LINE;
  private static final double LEFT = 44;
  private static final double LABELS = 142;
  private static final double DOT = 4;

  /** Points that have a colour of their own; grey is for none. */
  private static final int POINTS = Palette.series() - 1;

  /**
   * Points that are told as one.
   *
   * @param points their numbers
   * @param fill of its dots, which are open where it has no colour
   */
  private record Series(List<Integer> points, String colour, String fill) {

    private String name() {
      return points.size() > 1
          ? "other points"
          : points.contains(ValleyShares.NONE) ? "none" : "point " + points.get(0);
    }

    private boolean isOf(NumberedPoint point) {
      return points.contains(point.point());
    }
  }

  private ValleyFigure() {}

  static Figure of(Summary summary) {
    List<ValleyShares> all = ValleyShares.of(summary);
    if (all.isEmpty()) {
      return Figure.missing(TITLE, "No distances were measured beside class-s.");
    }
    List<ValleyShares> drawn = all.stream().limit(Grid.MOST).toList();
    TreeSet<Integer> points = ended(drawn);
    List<Series> series = series(points);
    String name = ValleyShares.factor(summary).map(Factor::name).orElse("");
    Grid.Tiles tiles = new Grid.Tiles(drawn.size(), 620, TOP + PLOT + 44);
    Sheet sheet = tiles.sheet();
    for (int i = 0; i < drawn.size(); i++) {
      ValleyShares shares = drawn.get(i);
      Grid.Place place = tiles.place(i);
      double width = tiles.width() - LEFT - LABELS;
      Scale x = Scale.linear(-0.5, shares.levels().size() - 0.5);
      Panel panel =
          sheet.panel(place.left() + LEFT, place.top() + TOP, width, PLOT, x, Scale.linear(0, 1));
      List<String> labels = shares.levels().stream().map(Level::label).toList();
      panel.add(new Mark.Levels(labels, name, "share of seeds"));
      panel.add(new Mark.Heading(shares.rest().label(), ""));
      draw(panel, shares, series);
    }
    return new Figure(
        TITLE,
        sheet,
        caption(points) + Grid.leftOut(Grid.MOST, all.size(), "settings", "the view valleys"));
  }

  private static TreeSet<Integer> ended(List<ValleyShares> drawn) {
    TreeSet<Integer> ended = new TreeSet<>();
    drawn.forEach(shares -> shares.levels().forEach(level -> ended.addAll(level.seeds().keySet())));
    return ended;
  }

  /** Of the points that a seed ended at; then those without a colour, and last none. */
  private static List<Series> series(TreeSet<Integer> ended) {
    List<Series> series = new ArrayList<>();
    for (int point : ended.tailSet(ValleyShares.NONE, false).stream().limit(POINTS).toList()) {
      String colour = Palette.series(series.size());
      series.add(new Series(List.of(point), colour, colour));
    }
    List<Integer> others = others(ended);
    if (!others.isEmpty()) {
      series.add(new Series(others, Palette.GREY, "#fff"));
    }
    if (ended.contains(ValleyShares.NONE)) {
      series.add(new Series(List.of(ValleyShares.NONE), Palette.GREY, Palette.GREY));
    }
    return series;
  }

  private static List<Integer> others(TreeSet<Integer> ended) {
    return ended.tailSet(ValleyShares.NONE, false).stream().skip(POINTS).toList();
  }

  private static void draw(Panel panel, ValleyShares shares, List<Series> all) {
    double apart = Math.min(0.16, 0.8 / all.size());
    Level last = shares.levels().get(shares.levels().size() - 1);
    for (int k = 0; k < all.size(); k++) {
      Series series = all.get(k);
      for (int i = 0; i < shares.levels().size(); i++) {
        Proportion share = shares.levels().get(i).share(series.points);
        double at = i + (k - (all.size() - 1) / 2.0) * apart;
        String title =
            "%s: %s, 95 %% %s %%".formatted(series.name(), share, Phrases.interval(share));
        List<Point> interval = List.of(new Point(at, share.low()), new Point(at, share.high()));
        panel.line(title, interval, "ood", series.colour);
        Point dot = new Point(at, share.share());
        panel.add(new Mark.Dot(title, dot, DOT, "", series.colour, series.fill));
      }
      panel.label(last.share(series.points).share(), label(shares, series), series.colour);
    }
  }

  /** With its loss, where it is of one point, the same at all levels. */
  private static String label(ValleyShares shares, Series series) {
    List<Optional<NumberedPoint>> all =
        shares.levels().stream()
            .map(level -> level.points().stream().filter(p -> series.isOf(p)).findFirst())
            .distinct()
            .toList();
    return series.name()
        + (all.size() == 1 && series.points.size() == 1
            ? all.get(0)
                .map(p -> ", %s %s".formatted(p.shape().label(), Numbers.loss(p.loss())))
                .orElse("")
            : "");
  }

  private static String caption(TreeSet<Integer> ended) {
    List<Integer> others = others(ended);
    String named =
        others.isEmpty()
            ? ""
            : " Open, all in one: other points at which seeds ended, %s."
                .formatted(others.stream().map(n -> "" + n).collect(Collectors.joining(", ")));
    return "Of the seeds, those whose weights ended within a tenth of a stationary point of class S, in the"
        + " rate η and the move γ of every layer, with exact 95 % intervals. Points are numbered by"
        + " their expected loss, the lowest is 1; beside a point, what the loss does around it, and the"
        + " loss there."
        + named
        + " None: the seeds that ended farther from all of them.";
  }
}
