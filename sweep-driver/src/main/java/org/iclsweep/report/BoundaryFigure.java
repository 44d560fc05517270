package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Crossing;
import org.iclsweep.analysis.Factor;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Phrases;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.study.sweep.RefinedAxis;
import org.iclsweep.study.sweep.Refinement;

/**
 * Where a share of seeds is crossed: the boundary with its band, over the trials that were made.
 */
final class BoundaryFigure {
  /** How titles of its figures begin. */
  static final String TITLE = "Where ";

  private static final double LEFT = 60;
  private static final double TOP = 30;
  private static final double WIDTH = 620;
  private static final double HEIGHT = 240;
  private static final double MAP = 400;
  private static final double LABELS = 160;
  private static final double BELOW = 44;

  /** A dot's area is in proportion to its trials; this is the radius of eight. */
  private static final double RADIUS = 4;

  private static final double LARGEST = 12;
  private static final String BAND = "#cccccc";

  /** Steps of a side of the map. */
  static final int MAP_STEPS = 48;

  private BoundaryFigure() {}

  static Figure of(RefinedBoundary boundary) {
    Refinement of = boundary.results().refinement();
    String title = TITLE + "%s %% of seeds %s".formatted(percent(of.share()), of.event().many());
    if (boundary.shares().isEmpty()) {
      return Figure.missing(title, "No trial of the rounds tells of a share.");
    }
    return of.axes().size() == 1 ? curve(title, boundary, of) : map(title, boundary, of);
  }

  private static String percent(double share) {
    return Numbers.measured(100 * share);
  }

  private static Figure curve(String title, RefinedBoundary boundary, Refinement of) {
    RefinedAxis axis = of.axes().get(0);
    Sheet sheet = new Sheet(LEFT + WIDTH + LABELS, TOP + HEIGHT + BELOW);
    Panel frame = sheet.panel(LEFT, TOP, WIDTH, HEIGHT, scale(axis), Scale.linear(0, 1));
    Panel panel = frame.plot(name(axis), "share of seeds", "", "");
    for (Crossing crossing : boundary.crossings()) {
      double from = axis.number(crossing.from());
      double to = axis.number(crossing.to());
      panel.box("95 % band", from, 0, to, 1, "band", Palette.GREY);
      crossing.middle().ifPresent(place -> panel.vertical(axis.number(place), "gd"));
    }
    panel.level("share", of.share(), "level", "");
    List<Point> curve = boundary.curve();
    panel.line("mean of what is to be expected", curve, "curve", Palette.BLUE);
    frame.label(curve, "expected share", Palette.BLUE);
    boundary.shares().forEach((point, share) -> share(frame, panel, axis, point, share));
    return new Figure(
        title,
        sheet,
        "Dots: of the seeds at a point those that "
            + of.event().many()
            + ", with exact 95 % intervals; a larger dot has more trials. Line: the share to be expected,"
            + " by a Gaussian process of all trials. Grey: the 95 % band, in which the side of "
            + percent(of.share())
            + " % is not known; in it, where both sides are as probable.");
  }

  private static Scale scale(RefinedAxis axis) {
    return axis.log()
        ? Scale.log(axis.first(), axis.last())
        : Scale.linear(axis.first(), axis.last());
  }

  private static String name(RefinedAxis axis) {
    return new Factor(List.of(axis.parameter().column())).name();
  }

  private static double radius(Proportion share) {
    return Math.min(LARGEST, RADIUS * Math.sqrt(share.trials() / 8.0));
  }

  private static String words(Proportion share) {
    return "%s, 95 %% %s %%".formatted(share, Phrases.interval(share));
  }

  private static void share(
      Panel frame, Panel panel, RefinedAxis axis, List<Object> point, Proportion share) {
    double at = ((Number) point.get(0)).doubleValue();
    String title = axis.parameter().text(point.get(0)) + ": " + words(share);
    List<Point> interval = List.of(new Point(at, share.low()), new Point(at, share.high()));
    panel.line(title, interval, "ood", Palette.GREY);
    Point dot = new Point(at, share.share());
    frame.add(new Mark.Dot(title, dot, radius(share), "dot", Palette.BLACK, Palette.VERMILION));
  }

  private static Figure map(String title, RefinedBoundary boundary, Refinement of) {
    RefinedAxis x = of.axes().get(0);
    RefinedAxis y = of.axes().get(1);
    Sheet sheet = new Sheet(LEFT + MAP + LABELS, TOP + MAP + BELOW);
    Panel frame = sheet.panel(LEFT, TOP, MAP, MAP, scale(x), scale(y));
    Panel panel = frame.plot(name(x), name(y), "", "");
    double[][] above = boundary.above(MAP_STEPS);
    band(panel, boundary.results().boundary(), x, y, above);
    for (List<Point> piece : Contour.of(above, 0.5)) {
      panel.line("boundary", piece.stream().map(p -> at(p, x, y)).toList(), "curve", "#000000");
    }
    boundary.shares().forEach((point, share) -> share(frame, of, point, share));
    return new Figure(
        title,
        sheet,
        "Dots: points at which seeds were trained, from vermilion, where none "
            + one(of)
            + ", over white, a half, to blue, where all did; a larger dot has more trials. Line: where"
            + " both sides of "
            + percent(of.share())
            + " % are as probable, by a Gaussian process of all trials. Grey: where the side is not"
            + " known, a band that is to hold 95 % of the boundary or more in 95 of 100 studies.");
  }

  private static String one(Refinement of) {
    return of.event().one().replace("its", "their");
  }

  private static Point at(Point place, RefinedAxis x, RefinedAxis y) {
    return new Point(x.number(place.x()), y.number(place.y()));
  }

  /** A cell around each place in the band; those beside each other in a row as one. */
  private static void band(
      Panel panel, Boundary boundary, RefinedAxis x, RefinedAxis y, double[][] above) {
    for (int row = 0; row < above.length; row++) {
      int column = 0;
      while (column < above[row].length) {
        int first = column;
        while (column < above[row].length && boundary.inBand(above[row][column])) {
          column++;
        }
        if (column > first) {
          Point low = at(corner(first, row), x, y);
          Point high = at(corner(column, row + 1), x, y);
          panel.box("band of the boundary", low.x(), low.y(), high.x(), high.y(), "", BAND);
        }
        column = Math.max(column, first + 1);
      }
    }
  }

  private static Point corner(int column, int row) {
    return new Point(half(column), half(row));
  }

  private static double half(int cell) {
    return Math.max(0, Math.min(1, (cell - 0.5) / MAP_STEPS));
  }

  private static void share(Panel panel, Refinement of, List<Object> point, Proportion share) {
    List<String> values = new ArrayList<>();
    for (int a = 0; a < point.size(); a++) {
      values.add(of.axes().get(a).parameter().text(point.get(a)));
    }
    String title = String.join(", ", values) + ": " + words(share);
    Point at =
        new Point(((Number) point.get(0)).doubleValue(), ((Number) point.get(1)).doubleValue());
    String fill = Palette.diverging(1 - 2 * share.share());
    panel.add(new Mark.Dot(title, at, radius(share), "", Palette.BLACK, fill));
  }
}
