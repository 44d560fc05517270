package org.iclsweep.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.study.read.LossUnit;

/**
 * A drawing, written element by element. Attributes are given as names and values in turn; numbers
 * are coordinates, and an empty value is none. A class brings the attributes of {@link MarkStyles}
 * that are not given.
 */
final class Svg {
  /** Stands in a drawing that could not show all of its values. */
  static final String LEFT_OUT = "Values that are not finite are left out.";

  private static final String FONT = "Helvetica, Arial, sans-serif";

  private final StringBuilder out = new StringBuilder();
  private final LossUnit unit;
  private final String name;
  private int clips;
  private final double width;
  private final double height;
  private boolean isPartial;
  private String trial = "";

  /**
   * @param label what the drawing shows, for those who cannot see it; no two drawings of a page
   *     have the same
   * @param unit of losses, whose word all texts have
   */
  Svg(double width, double height, String label, LossUnit unit) {
    this.unit = unit;
    name = name(label);
    this.width = width;
    this.height = height;
    String box = "0 0 " + Markup.coordinate(width) + " " + Markup.coordinate(height);
    Object[] size = {"viewBox", box, "width", width, "height", height};
    Object[] words = {"font-family", FONT, "role", "img", "aria-label", label};
    Object[] language = {"xmlns", "http://www.w3.org/2000/svg"};
    start("svg", all(language, size, words)).append(">\n");
  }

  /** Begins a group that is cut at these edges. */
  void openClipped(double x, double y, double width, double height) {
    String id = name + "-" + ++clips;
    start("clipPath", "id", id).append(">\n");
    element("rect", "", "x", x, "y", y, "width", width, "height", height);
    out.append("</clipPath>\n");
    start("g", "class", "plot", "clip-path", "url(#" + id + ")").append(">\n");
  }

  void closeClipped() {
    out.append("</g>\n");
  }

  /** Elements up to its end are of this trial. */
  void openTrial(String key) {
    trial = key;
  }

  void closeTrial() {
    trial = "";
  }

  /** An element that tells its title when the pointer rests on it, unless that is empty. */
  void element(String element, String title, Object... attributes) {
    start(element, attributes);
    if (title.isEmpty()) {
      out.append("/>\n");
    } else {
      out.append("><title>").append(Markup.escape(unit.words(title))).append("</title>");
      out.append("</").append(element).append(">\n");
    }
  }

  void text(double x, double y, String text, Object... attributes) {
    start("text", all(attributes, new Object[] {"x", x, "y", y}));
    out.append('>').append(Markup.escape(unit.words(text))).append("</text>\n");
  }

  /** Nothing where the path is empty. */
  void path(String title, CharSequence path, Object... attributes) {
    if (!path.isEmpty()) {
      element("path", title, all(new Object[] {"d", path}, attributes));
    }
  }

  double width() {
    return width;
  }

  /** A text as it is written here, in the unit of losses. */
  String words(String text) {
    return unit.words(text);
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    element("line", "", "class", style, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
  }

  /** Something that was to be drawn has no place. */
  void leaveOut() {
    isPartial = true;
  }

  /** The whole drawing, closed. */
  String finish() {
    if (isPartial) {
      text(2, height - 3, LEFT_OUT, "class", "subtitle");
    }
    return out.append("</svg>\n").toString();
  }

  /** A label as a name within a page, as in {@code agreement-with-gd}. */
  static String name(String label) {
    String words = label.toLowerCase(Locale.ROOT).replace("+", "p");
    return words.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private static Object[] all(Object[]... attributes) {
    return Stream.of(attributes).flatMap(Stream::of).toArray();
  }

  private StringBuilder start(String element, Object... attributes) {
    Map<String, String> written = new LinkedHashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      String value =
          attributes[i + 1] instanceof Number n
              ? Markup.coordinate(n.doubleValue())
              : attributes[i + 1].toString();
      if (!value.isEmpty()) {
        written.put(attributes[i].toString(), value);
      }
    }
    if (!trial.isEmpty()) {
      written.put(TrialRows.ATTRIBUTE, trial);
    }
    MarkStyles.of(written.getOrDefault("class", "")).forEach(written::putIfAbsent);
    out.append('<').append(element);
    written.forEach(
        (name, value) ->
            out.append(' ').append(name).append("=\"").append(Markup.escape(value)).append('"'));
    return out;
  }
}
