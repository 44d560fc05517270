package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.analysis.Band;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.Quartiles;
import org.iclsweep.analysis.Run;

/**
 * A part of a drawing with two scales, and what is shown in it.
 *
 * @param x scale from the left edge to the right
 * @param y scale from the bottom edge to the top, or of rows that are counted from the top
 * @param marks in the order in which they are drawn
 * @param labels beside the right edge
 */
record Panel(Scale x, Scale y, List<Mark> marks, List<Label> labels) {
  /** What a second line of a title takes above a panel. */
  static final double TITLE_LINE = 14;

  /** A label this far from its line does not seem to be of it. */
  private static final double LEAD = 12;

  /** An empty one. */
  Panel(Scale x, Scale y) {
    this(x, y, new ArrayList<>(), new ArrayList<>());
  }

  /**
   * Draws it.
   *
   * @param room for labels beside its right edge
   */
  void draw(Svg svg, double room) {
    marks.forEach(mark -> mark.draw(svg, x, y));
    Label.draw(labels, svg, x, y, room);
  }

  /** Whether another stands to the right of it, at least in part. */
  boolean isLeftOf(Panel other) {
    return other.x.from() > x.to() && other.y.to() < y.from() && y.to() < other.y.from();
  }

  Panel add(Mark mark) {
    marks.add(mark);
    return this;
  }

  /** Adds axes and a heading, which may be empty, and what is drawn between them and cut there. */
  Panel plot(String xName, String yName, String title, String subtitle) {
    return plot(new Mark.Axes(xName, yName), title, subtitle);
  }

  private Panel plot(Mark.Axes axes, String title, String subtitle) {
    Mark.Plot plot = new Mark.Plot(new ArrayList<>());
    add(axes).add(new Mark.Heading(title, subtitle)).add(plot);
    return new Panel(x, y, plot.marks(), labels);
  }

  /** The same over places of a sweep, of which one may be a word's. */
  Panel plot(Places places, String xName, String yName) {
    Panel plot = plot(new Mark.Axes(xName, yName, places.last()), "", "");
    places
        .word()
        .ifPresent(
            word -> {
              words(word, places.apart(), y.low(), 0, 15, "tick", "middle");
              plot.vertical((places.last() + places.apart()) / 2, "grid");
            });
    return plot;
  }

  /** Adds an x axis below rows, with a line through them at each tick, and its name above. */
  void rowAxis(String name) {
    double bottom = y.high();
    rule(x.low(), bottom, x.high(), bottom, "axis");
    for (Scale.Tick tick : x.ticks(5)) {
      rule(tick.value(), 0, tick.value(), bottom, "grid");
      words(tick.label(), tick.value(), bottom, 0, 15, "tick", "middle");
    }
    words(name, x.low(), 0, 0, -10, "name");
  }

  /** The name of a row, on its left, in so much room. */
  Panel rowName(String name, int row, double width) {
    Point middle = new Point(x.low(), row + 0.5);
    return words(name, middle, -8, 4, "label", "end", new Mark.Room(width, 2));
  }

  Panel line(String title, List<Point> points, String style, String colour) {
    return add(new Mark.Line(title, points, style, colour));
  }

  /** A line of a trial. */
  Panel line(Run run, String title, List<Point> points, String style, String colour) {
    return add(run, new Mark.Line(title, points, style, colour));
  }

  /** A mark of a trial. */
  Panel add(Run run, Mark mark) {
    return add(new Mark.OfTrial(run.id(), mark));
  }

  /** A line from edge to edge. */
  Panel level(String title, double value, String style, String colour) {
    List<Point> ends = List.of(new Point(x.low(), value), new Point(x.high(), value));
    return line(title, ends, style, colour);
  }

  Panel vertical(double value, String style) {
    return rule(value, y.low(), value, y.high(), style);
  }

  Panel rule(double x1, double y1, double x2, double y2, String style) {
    return add(new Mark.Rule(new Point(x1, y1), new Point(x2, y2), style));
  }

  /** A rectangle between two corners. */
  Panel box(String title, double x1, double y1, double x2, double y2, String style, String fill) {
    return add(new Mark.Box(title, new Point(x1, y1), new Point(x2, y2), style, fill));
  }

  /** The area between the lower and upper quartiles. */
  Panel band(Band band, String colour) {
    List<Point> lower = band.points(Quartiles::lower);
    return add(new Mark.Area(band.points(Quartiles::upper), lower, "band", colour));
  }

  /** The area within a standard deviation of the means. */
  Panel band(MeanBand band, String colour) {
    return add(new Mark.Area(band.upper(), band.lower(), "band", colour));
  }

  /** Its label stands beside the right edge, if its value is within. */
  Panel label(double at, String text, String colour) {
    labels.add(new Label(at, text, colour));
    return this;
  }

  /** The same at the last of these points, if there is any; dots lead to it from one far away. */
  Panel label(List<Point> points, String text, String colour) {
    if (!points.isEmpty()) {
      Point last = points.get(points.size() - 1);
      boolean apart = x.at(last.x()) < x.to() - LEAD;
      labels.add(new Label(last.y(), text, colour, apart ? last.x() : Double.NaN));
    }
    return this;
  }

  /** Words at a place, moved by so much to the right and down. */
  Panel words(String text, double atX, double atY, double right, double down, String style) {
    return words(text, atX, atY, right, down, style, "");
  }

  /** The same in so much room. */
  Panel words(
      String text,
      Point at,
      double right,
      double down,
      String style,
      String anchor,
      Mark.Room room) {
    return add(new Mark.Words(text, at, right, down, style, anchor, "", room));
  }

  Panel words(
      String text, double atX, double atY, double right, double down, String style, String anchor) {
    return add(new Mark.Words(text, new Point(atX, atY), right, down, style, anchor, ""));
  }
}
