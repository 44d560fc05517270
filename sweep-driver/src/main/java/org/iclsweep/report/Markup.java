package org.iclsweep.report;

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
}
