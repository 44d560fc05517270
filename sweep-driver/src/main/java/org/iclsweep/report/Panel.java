package org.iclsweep.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Band;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Quartiles;

/**
 * A plot in a drawing: a frame with two scales, whose coordinates are those of the drawing.
 *
 * @param x scale from the left edge to the right
 * @param y scale from the bottom edge to the top
 */
record Panel(Svg svg, Scale x, Scale y) {
  /** What a second line of a title takes above a panel. */
  static final double TITLE_LINE = 14;

  private static final int TITLE_LINES = 2;
  private static final double TITLE_LETTER = 7;
  private static final double LETTER = 5.7;

  /**
   * A label beside the right edge.
   *
   * @param at value it belongs to
   */
  record Label(double at, String text, String colour) {}

  static Panel at(Svg svg, double left, double top, double width, double height, Scale x, Scale y) {
    return new Panel(svg, x.between(left, left + width), y.between(top + height, top));
  }

  /** Ticks and names of both axes; the grid is of the y axis only. */
  Panel axes(String xName, String yName) {
    for (Scale.Tick tick : y.ticks(5)) {
      double at = y.at(tick.value());
      svg.line(x.from(), at, x.to(), at, "class", "grid");
      svg.text(x.from() - 6, at + 3.5, tick.label(), "class", "tick", "text-anchor", "end");
    }
    int fitting = (int) Math.max(2, (x.to() - x.from()) / 55);
    ticks(svg, x, y.from(), Math.min(5, fitting));
    svg.line(x.from(), y.from(), x.to(), y.from(), "class", "axis");
    double middle = (x.from() + x.to()) / 2;
    svg.text(middle, y.from() + 29, xName, "class", "name", "text-anchor", "middle");
    svg.text(x.from(), y.to() - 6, yName, "class", "name");
    return this;
  }

  /** About so many marks of a horizontal axis at this height. */
  static void ticks(Svg svg, Scale x, double y, int about) {
    for (Scale.Tick tick : x.ticks(about)) {
      double at = x.at(tick.value());
      svg.line(at, y, at, y + 4, "class", "axis");
      svg.text(at, y + 15, tick.label(), "class", "tick", "text-anchor", "middle");
    }
  }

  /** Heads the panel with a title, in two lines where it is long, and a line that may be empty. */
  Panel title(String title, String subtitle, String colour) {
    double lift = subtitle.isEmpty() ? 20 : 33;
    List<String> lines = Markup.lines(title, fitting(TITLE_LETTER), TITLE_LINES);
    for (int i = 0; i < lines.size(); i++) {
      double above = lift + (lines.size() - 1 - i) * TITLE_LINE;
      svg.text(x.from(), y.to() - above, lines.get(i), "class", "title", "fill", colour);
    }
    if (!subtitle.isEmpty()) {
      svg.text(
          x.from(), y.to() - 20, Markup.shortened(subtitle, fitting(LETTER)), "class", "subtitle");
    }
    return this;
  }

  /** What is drawn until {@link #endPlot} is cut at the frame. */
  Panel plot() {
    svg.openClipped(x.from(), y.to() - 1, x.to() - x.from(), y.from() - y.to() + 2);
    return this;
  }

  Panel endPlot() {
    svg.close();
    return this;
  }

  /** A line through the points, a dash at a single one; it breaks where a value is not finite. */
  Panel line(List<Point> points, String title, Object... attributes) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (Point p : points) {
      boolean finite = isDrawn(p);
      if (finite) {
        path.append(drawing ? 'L' : 'M').append(place(p.x(), p.y()));
      }
      drawing = finite;
    }
    if (points.size() == 1 && drawing) {
      path.append("m-5 0h10");
    }
    return path(path, title, unfilled(attributes));
  }

  /** A line of steps: each value holds until the next. */
  Panel steps(List<Point> points, String title, Object... attributes) {
    StringBuilder path = new StringBuilder();
    double last = Double.NaN;
    for (Point p : points) {
      if (!isDrawn(p)) {
        continue;
      }
      if (path.isEmpty()) {
        path.append('M').append(place(p.x(), p.y()));
      } else {
        path.append('L').append(place(p.x(), last)).append('L').append(place(p.x(), p.y()));
      }
      last = p.y();
    }
    return path(path, title, unfilled(attributes));
  }

  /** The area between two lines of steps with the same places. */
  Panel stepBand(List<Point> low, List<Point> high, Object... attributes) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < high.size(); i++) {
      path.append(i == 0 ? "M" : "L" + place(high.get(i).x(), high.get(i - 1).y()) + "L");
      path.append(place(high.get(i).x(), high.get(i).y()));
    }
    for (int i = low.size() - 1; i >= 0; i--) {
      path.append('L').append(place(low.get(i).x(), low.get(i).y()));
      if (i > 0) {
        path.append('L').append(place(low.get(i).x(), low.get(i - 1).y()));
      }
    }
    return path(path.append('Z'), "", attributes);
  }

  /** The area between the lower and upper quartiles. */
  Panel band(Band band, Object... attributes) {
    StringBuilder path = new StringBuilder();
    List<Map.Entry<Double, Quartiles>> places = new ArrayList<>(band.at().entrySet());
    for (Map.Entry<Double, Quartiles> e : places) {
      path.append(path.isEmpty() ? 'M' : 'L').append(place(e.getKey(), e.getValue().upper()));
    }
    for (int i = places.size() - 1; i >= 0; i--) {
      path.append('L').append(place(places.get(i).getKey(), places.get(i).getValue().lower()));
    }
    return path(path.append(path.isEmpty() ? "" : "Z"), "", attributes);
  }

  /** A dot at a value, with a title unless that is empty. */
  Panel dot(String title, double atX, double atY, double radius, Object... attributes) {
    svg.circle(title, x.at(atX), y.at(atY), radius, attributes);
    return this;
  }

  Panel level(double value, String title, Object... attributes) {
    return line(List.of(new Point(x.low(), value), new Point(x.high(), value)), title, attributes);
  }

  Panel vertical(double value, Object... attributes) {
    svg.line(x.at(value), y.from(), x.at(value), y.to(), attributes);
    return this;
  }

  /** Labels beside the right edge, moved apart where they would overlap, each with its key. */
  Panel labels(List<Label> labels) {
    List<Label> visible =
        labels.stream()
            .filter(l -> l.at() >= y.low() && l.at() <= y.high())
            .sorted((a, b) -> Double.compare(y.at(a.at()), y.at(b.at())))
            .toList();
    double[] places = visible.stream().mapToDouble(l -> y.at(l.at())).toArray();
    double[] apart = Spread.apart(places, 12, y.to() + 4, y.from());
    for (int i = 0; i < places.length; i++) {
      String colour = visible.get(i).colour();
      String leader =
          "M%s %sL%s %s"
              .formatted(
                  Markup.coordinate(x.to()),
                  Markup.coordinate(places[i]),
                  Markup.coordinate(x.to() + 9),
                  Markup.coordinate(apart[i]));
      svg.path("", leader, "fill", "none", "class", "leader", "stroke", colour);
      svg.text(x.to() + 12, apart[i] + 3.5, visible.get(i).text(), "class", "label");
    }
    return this;
  }

  /** Said of each line: style sheets that can leave areas out are not read everywhere. */
  private static Object[] unfilled(Object... attributes) {
    Object[] all = Arrays.copyOf(attributes, attributes.length + 2);
    all[attributes.length] = "fill";
    all[attributes.length + 1] = "none";
    return all;
  }

  private Panel path(CharSequence path, String title, Object... attributes) {
    if (!path.isEmpty()) {
      svg.path(title, path, attributes);
    }
    return this;
  }

  /** Whether a point has a place; if not, the drawing says so. */
  private boolean isDrawn(Point p) {
    boolean finite = Double.isFinite(p.x()) && Double.isFinite(p.y());
    if (!finite) {
      svg.leaveOut();
    }
    return finite;
  }

  private String place(double atX, double atY) {
    return Markup.coordinate(x.at(atX)) + " " + Markup.coordinate(y.at(atY));
  }

  /** Letters that are likely to fit above the panel. */
  private int fitting(double letter) {
    return (int) ((x.to() - x.from() + 40) / letter);
  }
}
