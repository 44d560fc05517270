package org.iclsweep.report;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A drawing, written element by element. Attributes are given as names and values in turn; numbers
 * are coordinates.
 */
final class Svg {
  /** Stands in a drawing that could not show all of its values. */
  static final String LEFT_OUT = "Values that are not finite are left out.";

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private final String name;
  private int clips;
  private final double height;
  private boolean isPartial;

  /**
   * @param label what the drawing shows, for those who cannot see it; no two drawings of a page
   *     have the same
   */
  Svg(double width, double height, String label) {
    name = name(label);
    this.height = height;
    open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + Markup.coordinate(width) + " " + Markup.coordinate(height),
        "width",
        width,
        "height",
        height,
        "role",
        "img",
        "aria-label",
        label);
  }

  void open(String element, Object... attributes) {
    start(element, attributes).append(">\n");
    open.push(element);
  }

  /** As {@link #open}, of a group that is cut at these edges. */
  void openClipped(double x, double y, double width, double height) {
    String id = name + "-" + ++clips;
    open("clipPath", "id", id);
    rect("", x, y, width, height);
    close();
    open("g", "class", "plot", "clip-path", "url(#" + id + ")");
  }

  void close() {
    out.append("</").append(open.pop()).append(">\n");
  }

  void element(String element, Object... attributes) {
    start(element, attributes).append("/>\n");
  }

  /** An element that tells its title when the pointer rests on it. */
  void titled(String title, String element, Object... attributes) {
    start(element, attributes)
        .append("><title>")
        .append(Markup.escape(title))
        .append("</title></")
        .append(element)
        .append(">\n");
  }

  /** With a title, unless that is empty. */
  void rect(String title, double x, double y, double width, double height, Object... attributes) {
    shape(title, "rect", with(attributes, "x", x, "y", y, "width", width, "height", height));
  }

  /** With a title, unless that is empty. */
  void circle(String title, double x, double y, double radius, Object... attributes) {
    shape(title, "circle", with(attributes, "cx", x, "cy", y, "r", radius));
  }

  /** With a title, unless that is empty. */
  void path(String title, CharSequence path, Object... attributes) {
    shape(title, "path", with(attributes, "d", path));
  }

  private void shape(String title, String element, Object... attributes) {
    if (title.isEmpty()) {
      element(element, attributes);
    } else {
      titled(title, element, attributes);
    }
  }

  private static Object[] with(Object[] attributes, Object... first) {
    return Stream.of(first, attributes).flatMap(Arrays::stream).toArray();
  }

  void text(double x, double y, String text, Object... attributes) {
    start("text", attributes);
    attribute("x", x);
    attribute("y", y);
    out.append('>').append(Markup.escape(text)).append("</text>\n");
  }

  void line(double x1, double y1, double x2, double y2, Object... attributes) {
    start("line", attributes);
    attribute("x1", x1);
    attribute("y1", y1);
    attribute("x2", x2);
    attribute("y2", y2);
    out.append("/>\n");
  }

  /** Something that was to be drawn has no place. */
  void leaveOut() {
    isPartial = true;
  }

  /** The whole drawing, closed. */
  String finish() {
    while (open.size() > 1) {
      close();
    }
    if (isPartial) {
      text(2, height - 3, LEFT_OUT, "class", "subtitle");
    }
    close();
    return out.toString();
  }

  /** A label as a name within a page, as in {@code agreement-with-gd}. */
  static String name(String label) {
    String words = label.toLowerCase(Locale.ROOT).replace("+", "p");
    return words.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private StringBuilder start(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      attribute((String) attributes[i], attributes[i + 1]);
    }
    return out;
  }

  private void attribute(String name, Object value) {
    String text =
        value instanceof Number n
            ? Markup.coordinate(n.doubleValue())
            : Markup.escape(value.toString());
    out.append(' ').append(name).append("=\"").append(text).append('"');
  }
}
