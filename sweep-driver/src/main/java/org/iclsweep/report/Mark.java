package org.iclsweep.report;

import java.util.List;
import org.iclsweep.analysis.Band.Point;

/**
 * What a panel shows, in the values of its two scales. A title is told when the pointer rests on a
 * mark; a style is a class of {@link MarkStyles}, or several. Both may be empty, and so may
 * colours, where the style has one.
 */
sealed interface Mark {

  void draw(Svg svg, Scale x, Scale y);

  /** Ticks and names of both axes; the grid is of the y axis only, which may be {@code null}. */
  record Axes(String xName, String yName) implements Mark {
    private static final double APART = 55;

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      if (yName != null) {
        grid(svg, x, y);
      }
      int fitting = (int) Math.max(2, (x.to() - x.from()) / APART);
      for (Scale.Tick tick : x.ticks(Math.min(5, fitting))) {
        double at = x.at(tick.value());
        svg.line(at, y.from(), at, y.from() + 4, "axis");
        svg.text(at, y.from() + 15, tick.label(), "class", "tick", "text-anchor", "middle");
      }
      names(svg, x, y, xName);
      if (yName != null) {
        svg.text(x.from(), y.to() - 6, yName, "class", "name");
      }
    }

    private static void grid(Svg svg, Scale x, Scale y) {
      for (Scale.Tick tick : y.ticks(5)) {
        double at = y.at(tick.value());
        svg.line(x.from(), at, x.to(), at, "grid");
        svg.text(x.from() - 6, at + 3.5, tick.label(), "class", "tick", "text-anchor", "end");
      }
    }

    private static void names(Svg svg, Scale x, Scale y, String xName) {
      svg.line(x.from(), y.from(), x.to(), y.from(), "axis");
      double middle = (x.from() + x.to()) / 2;
      svg.text(middle, y.from() + 29, xName, "class", "name", "text-anchor", "middle");
    }
  }

  /** The same of an x axis with words at 0, 1 and so on. */
  record Levels(List<String> labels, String xName, String yName) implements Mark {
    private static final double LETTER = 5.7;

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      Axes.grid(svg, x, y);
      int fitting = (int) ((x.to() - x.from()) / labels.size() / LETTER);
      for (int i = 0; i < labels.size(); i++) {
        String shown = Markup.shortened(labels.get(i), fitting);
        svg.text(x.at(i), y.from() + 15, shown, "class", "tick", "text-anchor", "middle");
      }
      Axes.names(svg, x, y, xName);
      svg.text(x.from(), y.to() - 6, yName, "class", "name");
    }
  }

  /** Above a panel: a title, in two lines where it is long, and a line that may be empty. */
  record Heading(String title, String subtitle) implements Mark {
    private static final int LINES = 2;
    private static final double TITLE_LETTER = 7;
    private static final double LETTER = 5.7;

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      if (title.isEmpty()) {
        return;
      }
      double lift = subtitle.isEmpty() ? 20 : 33;
      List<String> lines = Markup.lines(title, fitting(x, TITLE_LETTER), LINES);
      for (int i = 0; i < lines.size(); i++) {
        double above = lift + (lines.size() - 1 - i) * Panel.TITLE_LINE;
        svg.text(x.from(), y.to() - above, lines.get(i), "class", "title", "fill", Palette.BLACK);
      }
      if (!subtitle.isEmpty()) {
        String shown = Markup.shortened(subtitle, fitting(x, LETTER));
        svg.text(x.from(), y.to() - 20, shown, "class", "subtitle");
      }
    }

    /** Letters that are likely to fit. */
    private static int fitting(Scale x, double letter) {
      return (int) ((x.to() - x.from() + 40) / letter);
    }
  }

  /** Marks that are cut at the frame. */
  record Plot(List<Mark> marks) implements Mark {
    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      svg.openClipped(x.from(), y.to() - 1, x.to() - x.from(), y.from() - y.to() + 2);
      marks.forEach(mark -> mark.draw(svg, x, y));
      svg.closeClipped();
    }
  }

  /**
   * A mark of one trial, whose row is told when it is asked for.
   *
   * @param id of the trial
   */
  record OfTrial(String id, Mark mark) implements Mark {
    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      svg.openTrial(TrialRows.key(id));
      mark.draw(svg, x, y);
      svg.closeTrial();
    }
  }

  /** A line through the points, a dash at a single one; it breaks where a value is not finite. */
  record Line(String title, List<Point> points, String style, String colour) implements Mark {
    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      StringBuilder path = new StringBuilder();
      boolean drawing = false;
      for (Point p : points) {
        boolean finite = Double.isFinite(p.x()) && Double.isFinite(p.y());
        if (finite) {
          path.append(drawing ? 'L' : 'M').append(place(p, x, y));
        } else {
          svg.leaveOut();
        }
        drawing = finite;
      }
      if (points.size() == 1 && drawing) {
        path.append("m-5 0h10");
      }
      svg.path(title, path, "class", style, "stroke", colour, "fill", "none");
    }
  }

  /** The area between two lines. */
  record Area(List<Point> upper, List<Point> lower, String style, String colour) implements Mark {
    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      StringBuilder path = new StringBuilder();
      for (Point p : upper) {
        path.append(path.isEmpty() ? 'M' : 'L').append(place(p, x, y));
      }
      for (int i = lower.size() - 1; i >= 0; i--) {
        path.append('L').append(place(lower.get(i), x, y));
      }
      svg.path("", path.append(path.isEmpty() ? "" : "Z"), "class", style, "fill", colour);
    }
  }

  /** A straight line that says no more than where it stands. */
  record Rule(Point from, Point to, String style) implements Mark {
    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      svg.line(x.at(from.x()), y.at(from.y()), x.at(to.x()), y.at(to.y()), style);
    }
  }

  /** A dot. */
  record Dot(String title, Point at, double radius, String style, String stroke, String fill)
      implements Mark {
    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      Object[] attributes = {
        "cx",
        x.at(at.x()),
        "cy",
        y.at(at.y()),
        "r",
        radius,
        "class",
        style,
        "stroke",
        stroke,
        "fill",
        fill
      };
      svg.element("circle", title, attributes);
    }
  }

  /** A rectangle between two of its corners, as a bar or a cell of a map. */
  record Box(String title, Point from, Point to, String style, String fill) implements Mark {
    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      double left = x.at(from.x());
      double top = Math.min(y.at(from.y()), y.at(to.y()));
      double height = Math.abs(y.at(to.y()) - y.at(from.y()));
      double width = x.at(to.x()) - left;
      Object[] attributes = {
        "x", left, "y", top, "width", width, "height", height, "class", style, "fill", fill
      };
      svg.element("rect", title, attributes);
    }
  }

  /**
   * Words beside a place.
   *
   * @param right of the place, in the drawing's own measure
   * @param down from the place
   * @param anchor which part of the words stands there; empty for their start
   */
  record Words(
      String text, Point at, double right, double down, String style, String anchor, String fill)
      implements Mark {
    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      Object[] attributes = {"class", style, "text-anchor", anchor, "fill", fill};
      svg.text(x.at(at.x()) + right, y.at(at.y()) + down, text, attributes);
    }
  }

  /**
   * A label beside the right edge.
   *
   * @param at value it belongs to
   * @param from where its line ends, on the other scale, if that is before the edge; no number if
   *     not
   */
  record Label(double at, String text, String colour, double from) {

    /** Of a line that goes to the edge. */
    Label(double at, String text, String colour) {
      this(at, text, colour, Double.NaN);
    }

    /** Moved apart where they would overlap, each with its key. */
    static void draw(List<Label> labels, Svg svg, Scale x, Scale y) {
      List<Label> visible =
          labels.stream()
              .filter(l -> l.at >= y.low() && l.at <= y.high())
              .sorted((a, b) -> Double.compare(y.at(a.at), y.at(b.at)))
              .toList();
      double[] places = visible.stream().mapToDouble(l -> y.at(l.at)).toArray();
      double[] apart = Spread.apart(places, 12, y.to() + 4, y.from());
      for (int i = 0; i < places.length; i++) {
        Label label = visible.get(i);
        if (Double.isFinite(label.from)) {
          String lead = "M" + place(x.at(label.from), places[i]) + "L" + place(x.to(), places[i]);
          svg.path("", lead, "fill", "none", "class", "lead", "stroke", label.colour);
        }
        String key = "M" + place(x.to(), places[i]) + "L" + place(x.to() + 9, apart[i]);
        svg.path("", key, "fill", "none", "class", "leader", "stroke", label.colour);
        svg.text(x.to() + 12, apart[i] + 3.5, label.text, "class", "label");
      }
    }
  }

  private static String place(Point p, Scale x, Scale y) {
    return place(x.at(p.x()), y.at(p.y()));
  }

  private static String place(double x, double y) {
    return Markup.coordinate(x) + " " + Markup.coordinate(y);
  }
}
