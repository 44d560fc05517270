package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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

  private ValleyFigure() {}

  static Figure of(Summary summary) {
    List<ValleyShares> all = ValleyShares.of(summary);
    if (all.isEmpty()) {
      return Figure.missing(TITLE, "No distances were measured beside class-s.");
    }
    List<ValleyShares> drawn = all.stream().limit(Grid.MOST).toList();
    List<Integer> points = points(drawn);
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
      draw(panel, shares, points);
    }
    return new Figure(
        TITLE,
        sheet,
        caption() + Grid.leftOut(Grid.MOST, all.size(), "settings", "the view valleys"));
  }

  /** Those that a seed ended at, and last, where some did, none. */
  private static List<Integer> points(List<ValleyShares> drawn) {
    TreeSet<Integer> ended = new TreeSet<>();
    drawn.forEach(shares -> shares.levels().forEach(level -> ended.addAll(level.seeds().keySet())));
    boolean none = ended.remove(ValleyShares.NONE);
    List<Integer> points = new ArrayList<>(ended.stream().limit(POINTS).toList());
    if (none) {
      points.add(ValleyShares.NONE);
    }
    return points;
  }

  private static void draw(Panel panel, ValleyShares shares, List<Integer> points) {
    double apart = Math.min(0.16, 0.8 / points.size());
    for (int k = 0; k < points.size(); k++) {
      int point = points.get(k);
      String colour = point == ValleyShares.NONE ? Palette.GREY : Palette.series(k);
      for (int i = 0; i < shares.levels().size(); i++) {
        Level level = shares.levels().get(i);
        Proportion share = level.share(point);
        double at = i + (k - (points.size() - 1) / 2.0) * apart;
        String title = "%s: %s, 95 %% %s %%".formatted(name(point), share, Phrases.interval(share));
        List<Point> interval = List.of(new Point(at, share.low()), new Point(at, share.high()));
        panel.line(title, interval, "ood", colour);
        panel.add(new Mark.Dot(title, new Point(at, share.share()), DOT, "", colour, colour));
      }
      Level last = shares.levels().get(shares.levels().size() - 1);
      panel.label(last.share(point).share(), label(shares, point), colour);
    }
  }

  private static String name(int point) {
    return point == ValleyShares.NONE ? "none" : "point " + point;
  }

  /** With its loss, where it is the same at all levels. */
  private static String label(ValleyShares shares, int point) {
    List<Optional<NumberedPoint>> all =
        shares.levels().stream()
            .map(level -> level.points().stream().filter(p -> p.point() == point).findFirst())
            .distinct()
            .toList();
    return name(point)
        + (all.size() == 1
            ? all.get(0)
                .map(p -> ", %s %s".formatted(p.shape().label(), Numbers.loss(p.loss())))
                .orElse("")
            : "");
  }

  private static String caption() {
    return "Of the seeds, those whose weights ended within a tenth of a stationary point of class S, in the"
        + " rate η and the move γ of every layer, with exact 95 % intervals. Points are numbered by"
        + " their expected loss, the lowest is 1; beside a point, what the loss does around it, and the"
        + " loss there. None: the seeds that ended farther from all of them.";
  }
}
