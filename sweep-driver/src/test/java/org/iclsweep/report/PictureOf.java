package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What a picture of a figure has to show, a pixel a unit: each mark where its coordinates say, in
 * its colour, and nothing elsewhere. Only attributes are read, of the elements themselves.
 */
final class PictureOf {
  private static final Pattern COMMAND = Pattern.compile("([MLZmh])([^MLZmh]*)");

  /** Around marks: edges are smoothed. */
  private static final float EDGE = 2;

  /** Of its size, a letter's width at most, on average; letters go so far up and down. */
  private static final double LETTER = 0.68;

  /** Of each channel: from here on it is white, and from here on as good as white. */
  private static final int WHITE = 250;

  private static final int PALE = 235;

  private static final double UP = 1;
  private static final double DOWN = 0.35;

  /** Of dashes a part shows; ends of lines are smoothed. */
  private static final double SHOWN = 0.97;

  private static final double DASHES_SHOWN = 0.25;
  private static final double COLOURS_SHOWN = 0.9;

  private final List<Mark> marks = new ArrayList<>();
  private final int width;
  private final int height;

  /**
   * An element with its outline.
   *
   * @param cut where it is cut; null where it is not
   */
  private record Mark(Element element, Shape shape, Rectangle2D cut) {

    String attribute(String name, String otherwise) {
      String value = element.getAttribute(name);
      return value.isEmpty() ? otherwise : value;
    }

    boolean isText() {
      return element.getTagName().equals("text");
    }

    boolean isStroked() {
      return !isText() && !attribute("stroke", "none").equals("none");
    }

    boolean isFilled() {
      return !isText() && !attribute("fill", "#000000").equals("none");
    }

    /** Where what is drawn before it does not show as it is. */
    Stream<Shape> covered() {
      return Stream.concat(
          isFilled() || isText() ? Stream.of(shape) : Stream.of(),
          isStroked()
              ? Stream.of(new BasicStroke(width() + 3).createStrokedShape(shape))
              : Stream.of());
    }

    /** Nearly white, as cells of a map are whose entry is nearly 0. */
    boolean isPale() {
      return least(Color.decode(attribute("fill", "#000000"))) > PALE;
    }

    float width() {
      return Float.parseFloat(attribute("stroke-width", "1"));
    }

    boolean shows(Point2D at) {
      return cut == null || cut.contains(at.getX() - EDGE, at.getY() - EDGE, 2 * EDGE, 2 * EDGE);
    }

    @Override
    public String toString() {
      return "%s %s%s of class %s"
          .formatted(
              element.getTagName(),
              DrawnFigure.title(element),
              isText() ? element.getTextContent() : "",
              element.getAttribute("class"));
    }
  }

  PictureOf(String svg) {
    Element root = Pages.parse(svg).getDocumentElement();
    width = (int) Math.ceil(DrawnFigure.number(root, "width"));
    height = (int) Math.ceil(DrawnFigure.number(root, "height"));
    children(root).skip(2).forEach(e -> add(e, null)); // behind its words and its ground
  }

  private void add(Element e, Rectangle2D cut) {
    switch (e.getTagName()) {
      case "clipPath" -> {}
      case "g" -> {
        String id = e.getAttribute("clip-path").replaceAll("^url\\(#|\\)$", "");
        Element frame = children(e.getOwnerDocument().getDocumentElement(), "clipPath", id);
        Rectangle2D inner =
            (Rectangle2D) rectangle((Element) frame.getElementsByTagName("rect").item(0));
        children(e).forEach(each -> add(each, inner));
      }
      default -> marks.add(new Mark(e, shape(e), cut));
    }
  }

  private static Element children(Element root, String name, String id) {
    return children(root)
        .filter(e -> e.getTagName().equals(name) && e.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Element> children(Element e) {
    NodeList nodes = e.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(n -> n.getNodeType() == Node.ELEMENT_NODE && !n.getNodeName().equals("title"))
        .map(Element.class::cast);
  }

  private static Shape shape(Element e) {
    return switch (e.getTagName()) {
      case "line" -> new Line2D.Double(at(e, "x1"), at(e, "y1"), at(e, "x2"), at(e, "y2"));
      case "circle" -> {
        double r = at(e, "r");
        yield new Ellipse2D.Double(at(e, "cx") - r, at(e, "cy") - r, 2 * r, 2 * r);
      }
      case "rect" -> rectangle(e);
      case "text" -> box(e);
      case "path" -> path(e.getAttribute("d"));
      default -> throw new AssertionError("no mark that is known: " + e.getTagName());
    };
  }

  private static double at(Element e, String name) {
    return DrawnFigure.number(e, name);
  }

  private static Shape rectangle(Element e) {
    return new Rectangle2D.Double(at(e, "x"), at(e, "y"), at(e, "width"), at(e, "height"));
  }

  private static double size(Element text) {
    assertThat(text.getAttribute("font-size")).as("size of %s", text.getTextContent()).isNotEmpty();
    return at(text, "font-size");
  }

  /** Where the letters of a text may be. */
  private static Shape box(Element e) {
    double width = LETTER * size(e) * e.getTextContent().length() + 4;
    double before =
        switch (e.getAttribute("text-anchor")) {
          case "middle" -> width / 2;
          case "end" -> width - 2;
          default -> 2;
        };
    double top = at(e, "y") - UP * size(e);
    return new Rectangle2D.Double(at(e, "x") - before, top, width, (UP + DOWN) * size(e));
  }

  /** Where some of its letters must be. */
  private static Rectangle2D core(Element e) {
    double size = size(e);
    double left =
        switch (e.getAttribute("text-anchor")) {
          case "middle" -> at(e, "x") - size;
          case "end" -> at(e, "x") - size;
          default -> at(e, "x");
        };
    double width = e.getAttribute("text-anchor").equals("middle") ? 2 * size : size;
    return new Rectangle2D.Double(left, at(e, "y") - 0.8 * size, width, 0.9 * size);
  }

  private static Shape path(String commands) {
    Path2D path = new Path2D.Double();
    Matcher each = COMMAND.matcher(commands);
    while (each.find()) {
      double[] at =
          Pattern.compile("[ ,]+")
              .splitAsStream(each.group(2).trim())
              .filter(word -> !word.isEmpty())
              .mapToDouble(Double::parseDouble)
              .toArray();
      Point2D last = path.getCurrentPoint();
      switch (each.group(1)) {
        case "M" -> path.moveTo(at[0], at[1]);
        case "L" -> path.lineTo(at[0], at[1]);
        case "m" -> {
          String[] by = each.group(2).replace("-", " -").trim().split(" +");
          path.moveTo(
              last.getX() + Double.parseDouble(by[0]), last.getY() + Double.parseDouble(by[1]));
        }
        case "h" -> path.lineTo(last.getX() + at[0], last.getY());
        default -> path.closePath();
      }
    }
    return path;
  }

  /** The picture is of this size, has all marks, and nothing where none is. */
  void isShownBy(BufferedImage image) {
    assertThat(List.of(image.getWidth(), image.getHeight())).isEqualTo(List.of(width, height));
    hasNothingElse(image);
    marks.forEach(mark -> isShown(mark, image));
  }

  private void hasNothingElse(BufferedImage image) {
    BufferedImage marked = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D g = marked.createGraphics();
    g.setColor(Color.WHITE);
    for (Mark mark : marks) {
      g.setClip(mark.cut == null ? null : grown(mark.cut));
      if (mark.isText() || mark.isFilled()) {
        g.fill(mark.shape);
      }
      float edge = mark.isStroked() ? mark.width() + 2 * EDGE : 2 * EDGE;
      if (mark.isStroked() || mark.isFilled()) {
        g.setStroke(new BasicStroke(edge, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER));
        g.draw(mark.shape);
      }
    }
    g.dispose();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if ((marked.getRGB(x, y) & 1) == 0) {
          assertThat(isInk(image, x, y)).as("something is drawn at %s, %s", x, y).isFalse();
        }
      }
    }
  }

  private static Rectangle2D grown(Rectangle2D r) {
    return new Rectangle2D.Double(
        r.getX() - EDGE, r.getY() - EDGE, r.getWidth() + 2 * EDGE, r.getHeight() + 2 * EDGE);
  }

  private void isShown(Mark mark, BufferedImage image) {
    if (mark.isText()) {
      Rectangle2D core = core(mark.element);
      boolean blank = mark.element.getTextContent().isBlank();
      assertThat(blank || hasInk(image, core)).as("letters of %s at %s", mark, core).isTrue();
    } else if (mark.isStroked()) {
      outlineIsShown(mark, image);
    } else if (!mark.isPale()) {
      Rectangle2D bounds = mark.shape.getBounds2D();
      Point2D middle = new Point2D.Double(bounds.getCenterX(), bounds.getCenterY());
      boolean visible = mark.shows(middle) && mark.shape.contains(middle);
      assertThat(!visible || isNearInk(image, middle)).as("inside of %s", mark).isTrue();
    }
  }

  private void outlineIsShown(Mark mark, BufferedImage image) {
    List<Point2D> seen = along(mark.shape).stream().filter(mark::shows).toList();
    boolean dashed = mark.element.hasAttribute("stroke-dasharray");
    long drawn = seen.stream().filter(at -> isNearInk(image, at)).count();
    assertThat((double) drawn)
        .as("points of %s that are drawn, of %s", mark, seen.size())
        .isGreaterThanOrEqualTo((dashed ? DASHES_SHOWN : SHOWN) * (seen.size() - 1));
    boolean plain = mark.width() >= 2 && !dashed && mark.attribute("opacity", "1").equals("1");
    if (plain && seen.size() > 4) {
      Color colour = Color.decode(mark.attribute("stroke", ""));
      List<Shape> above =
          marks.subList(marks.indexOf(mark) + 1, marks.size()).stream()
              .flatMap(Mark::covered)
              .toList();
      List<Point2D> free =
          seen.stream().filter(at -> above.stream().noneMatch(s -> s.contains(at))).toList();
      long coloured = free.stream().filter(at -> isNear(image, at, colour)).count();
      assertThat((double) coloured)
          .as("points of %s in its colour, of %s", mark, free.size())
          .isGreaterThanOrEqualTo(COLOURS_SHOWN * (free.size() - 1));
    }
  }

  /** Points of an outline, not more than three apart. */
  private static List<Point2D> along(Shape shape) {
    List<Point2D> points = new ArrayList<>();
    double[] at = new double[2];
    Point2D last = null;
    Point2D first = null;
    PathIterator path = new FlatteningPathIterator(shape.getPathIterator(null), 0.2);
    for (; !path.isDone(); path.next()) {
      int kind = path.currentSegment(at);
      Point2D next = kind == PathIterator.SEG_CLOSE ? first : new Point2D.Double(at[0], at[1]);
      if (kind == PathIterator.SEG_MOVETO) {
        first = next;
      } else {
        int parts = (int) Math.ceil(last.distance(next) / 3);
        for (int i = 0; i <= parts && parts > 0; i++) {
          double share = (double) i / parts;
          points.add(
              new Point2D.Double(
                  last.getX() + share * (next.getX() - last.getX()),
                  last.getY() + share * (next.getY() - last.getY())));
        }
      }
      last = next;
    }
    return points;
  }

  private static boolean hasInk(BufferedImage image, Rectangle2D where) {
    for (int y = (int) where.getMinY(); y < where.getMaxY(); y++) {
      for (int x = (int) where.getMinX(); x < where.getMaxX(); x++) {
        if (isInk(image, x, y)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNearInk(BufferedImage image, Point2D at) {
    return hasInk(image, new Rectangle2D.Double(at.getX() - 1, at.getY() - 1, 2, 2));
  }

  /** Within what the eye takes for a colour, here or beside it. */
  private static boolean isNear(BufferedImage image, Point2D at, Color colour) {
    for (int dy = -1; dy <= 0; dy++) {
      for (int dx = -1; dx <= 0; dx++) {
        int x = (int) Math.round(at.getX()) + dx;
        int y = (int) Math.round(at.getY()) + dy;
        if (isWithin(image, x, y)) {
          Color drawn = new Color(image.getRGB(x, y));
          int apart =
              Math.abs(drawn.getRed() - colour.getRed())
                  + Math.abs(drawn.getGreen() - colour.getGreen())
                  + Math.abs(drawn.getBlue() - colour.getBlue());
          if (apart < 120) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isWithin(BufferedImage image, int x, int y) {
    return x >= 0 && y >= 0 && x < image.getWidth() && y < image.getHeight();
  }

  /** Anything but white. */
  private static boolean isInk(BufferedImage image, int x, int y) {
    if (!isWithin(image, x, y)) {
      return false;
    }
    Color colour = new Color(image.getRGB(x, y));
    return least(colour) < WHITE;
  }

  private static int least(Color colour) {
    return Math.min(colour.getRed(), Math.min(colour.getGreen(), colour.getBlue()));
  }
}
