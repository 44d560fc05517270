package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in the lines that a place has room for: broken behind commas, else behind any word, in
 * smaller letters before it is broken within a word. Nothing of it is left out while a reader could
 * read it.
 *
 * @param size of its letters
 */
record Fitted(List<String> lines, double size) {
  private static final double SMALLEST = 7;
  private static final double STEP = 0.5;

  /** From one line to the next, in sizes of letters. */
  private static final double PITCH = 1.1;

  Fitted {
    lines = List.copyOf(lines);
  }

  /**
   * In at most so many lines of this width.
   *
   * @param size of letters where there is room for them
   */
  static Fitted of(String text, double width, int most, double size, boolean bold) {
    for (double smaller = size; smaller >= SMALLEST; smaller -= STEP) {
      for (String end : new String[] {",", ""}) {
        List<String> lines = broken(text, end, width, smaller, bold);
        if (lines.size() <= most && fit(lines, width, smaller, bold)) {
          return new Fitted(lines, smaller);
        }
      }
    }
    return new Fitted(cut(text, width, most, bold), SMALLEST);
  }

  /** From one of its lines to the next. */
  double pitch() {
    return PITCH * size;
  }

  /** The attribute of its letters; none where they have the size of their class. */
  String size(double usual) {
    return size == usual ? "" : Markup.coordinate(size);
  }

  private static boolean fit(List<String> lines, double width, double size, boolean bold) {
    return lines.stream().allMatch(line -> LetterWidths.of(line, size, bold) <= width);
  }

  /** At blanks behind this, wherever the line would be too long. */
  private static List<String> broken(
      String text, String end, double width, double size, boolean bold) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : text.split("(?<=" + end + ") ")) {
      String longer = line.isEmpty() ? part : line + " " + part;
      if (!line.isEmpty() && LetterWidths.of(longer, size, bold) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(part);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** What is longer than anybody would read, its end left out. */
  private static List<String> cut(String text, double width, int most, boolean bold) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty() && lines.size() < most) {
      boolean isLast = lines.size() == most - 1;
      int fitting = rest.length();
      while (fitting > 1 && LetterWidths.of(shown(rest, fitting, isLast), SMALLEST, bold) > width) {
        fitting--;
      }
      lines.add(shown(rest, fitting, isLast));
      rest = rest.substring(fitting);
    }
    return lines;
  }

  private static String shown(String text, int letters, boolean isLast) {
    return text.substring(0, letters) + (isLast && letters < text.length() ? "…" : "");
  }
}
