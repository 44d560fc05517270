package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.analysis.Numbers;

/** Text and numbers as they stand in HTML and SVG. */
final class Markup {
  private Markup() {}

  /** For content and for attributes in double quotes; characters that XML forbids become U+FFFD. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escaped.append(escape(c)));
    return escaped.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> isXml(c) ? Character.toString(c) : "\ufffd";
    };
  }

  private static boolean isXml(int c) {
    boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
    boolean surrogate = c >= 0xd800 && c <= 0xdfff;
    return !control && !surrogate && c != 0xfffe && c != 0xffff;
  }

  /** A coordinate: at most two decimals, no trailing zeros. */
  static String coordinate(double x) {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException("coordinate is " + x + ", must be finite");
    }
    String text = Numbers.fixed(x, 2);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /** As much of a text as {@code most} letters hold. */
  static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(1, most - 1)) + "…";
  }

  /** A text in lines of at most {@code most} letters, broken behind commas; what is left is cut. */
  static List<String> lines(String text, int most, int count) {
    int comma = text.length() <= most || count == 1 ? -1 : text.lastIndexOf(", ", most - 1);
    if (comma < 0) {
      return List.of(shortened(text, most));
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, comma + 1)));
    lines.addAll(lines(text.substring(comma + 2), most, count - 1));
    return lines;
  }
}
