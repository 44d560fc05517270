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

  /**
   * Ticks and names of both axes; the grid is of the y axis only, which may be {@code null}.
   *
   * @param last value behind which the x axis has no ticks
   */
  record Axes(String xName, String yName, double last) implements Mark {
    private static final double APART = 55;

    /** With ticks as far as the axis goes. */
    Axes(String xName, String yName) {
      this(xName, yName, Double.POSITIVE_INFINITY);
    }

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      if (yName != null) {
        grid(svg, x, y);
      }
      int fitting = (int) Math.max(2, (x.to() - x.from()) / APART);
      for (Scale.Tick tick : x.ticks(Math.min(5, fitting))) {
        if (tick.value() > last) {
          break;
        }
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
    private static final double BETWEEN = 6;

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      Axes.grid(svg, x, y);
      Room room = new Room((x.to() - x.from()) / labels.size() - BETWEEN, 2);
      for (int i = 0; i < labels.size(); i++) {
        Point at = new Point(i, y.low());
        new Words(labels.get(i), at, 0, 15, "tick", "middle", "", room).draw(svg, x, y);
      }
      Axes.names(svg, x, y, xName);
      svg.text(x.from(), y.to() - 6, yName, "class", "name");
    }
  }

  /** Above a panel: a title, in two lines where it is long, and a line that may be empty. */
  record Heading(String title, String subtitle) implements Mark {
    private static final int LINES = 2;
    private static final double TITLE = 13;
    private static final double SUBTITLE = 11;

    /** It may begin above the ticks of the next panel. */
    private static final double BEYOND = 40;

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      if (title.isEmpty()) {
        return;
      }
      double lift = subtitle.isEmpty() ? 20 : 33;
      double width = Math.min(x.to() + BEYOND, svg.width()) - x.from();
      Fitted shown = Fitted.of(title, width, LINES, TITLE, true);
      List<String> lines = shown.lines();
      String size = shown.size(TITLE);
      for (int i = 0; i < lines.size(); i++) {
        double above = y.to() - lift - (lines.size() - 1 - i) * Panel.TITLE_LINE;
        Object[] style = {"class", "title", "font-size", size, "fill", Palette.BLACK};
        svg.text(x.from(), above, lines.get(i), style);
      }
      if (!subtitle.isEmpty()) {
        Fitted below = Fitted.of(subtitle, width, 1, SUBTITLE, false);
        String smaller = below.size(SUBTITLE);
        svg.text(
            x.from(), y.to() - 20, below.lines().get(0), "class", "subtitle", "font-size", smaller);
      }
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
   * @param room that they have; {@code null} for as much as they take
   */
  record Words(
      String text,
      Point at,
      double right,
      double down,
      String style,
      String anchor,
      String fill,
      Room room)
      implements Mark {

    /** With as much room as they take. */
    Words(
        String text,
        Point at,
        double right,
        double down,
        String style,
        String anchor,
        String fill) {
      this(text, at, right, down, style, anchor, fill, null);
    }

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
      Fitted shown =
          room == null
              ? new Fitted(List.of(text), SIZE)
              : Fitted.of(text, room.width, room.lines, SIZE, false);
      double top = y.at(at.y()) + down - (shown.lines().size() - 1) * shown.pitch() / 2;
      for (int i = 0; i < shown.lines().size(); i++) {
        Object[] attributes = {
          "class", style, "text-anchor", anchor, "fill", fill, "font-size", shown.size(SIZE)
        };
        double line = top + i * shown.pitch();
        svg.text(x.at(at.x()) + right, line, shown.lines().get(i), attributes);
      }
    }
  }

  /** Size of letters in panels. */
  double SIZE = 11;

  /** What words may take: so many lines of a width. */
  record Room(double width, int lines) {}

  private static String place(Point p, Scale x, Scale y) {
    return place(x.at(p.x()), y.at(p.y()));
  }

  /** As a path has it. */
  static String place(double x, double y) {
    return Markup.coordinate(x) + " " + Markup.coordinate(y);
  }
}
