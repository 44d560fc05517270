package org.iclsweep.report;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iclsweep.study.read.LossUnit;

/**
 * A figure of the page.
 *
 * @param title what it shows
 * @param sheet its marks; no panel where there is nothing to draw
 * @param caption how to read it, or why there is nothing to see
 * @param unit of the losses that it shows, whose word its texts have
 */
record Figure(String title, Sheet sheet, String caption, LossUnit unit) {

  private static final Pattern TEXT = Pattern.compile("<text[^>]*>([^<]*)</text>");

  /** In the unit of tables. */
  Figure(String title, Sheet sheet, String caption) {
    this(title, sheet, caption, LossUnit.HALF_SQUARED_ERROR);
  }

  /** The same, whose losses are in this unit. */
  Figure in(LossUnit unit) {
    return new Figure(unit.words(title), sheet, unit.words(caption), unit);
  }

  /** The same, whose caption tells what names and symbols stand for. */
  Figure explained() {
    String texts =
        TEXT.matcher(drawing()).results().map(m -> m.group(1)).collect(Collectors.joining(" | "));
    String told = Glossary.of(texts + " | " + caption, caption);
    return isDrawn() ? new Figure(title, sheet, caption + told, unit) : this;
  }

  boolean isDrawn() {
    return !sheet.panels().isEmpty();
  }

  /** As SVG; empty where there is nothing to draw. */
  String drawing() {
    return sheet.drawing(title, unit);
  }

  /** As in {@code when-seeds-learn.svg}. */
  String fileName() {
    String words = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+]+", "-");
    return words.replaceAll("^-|-$", "") + ".svg";
  }

  /**
   * The drawing as a document of its own, on white, with the caption for those who cannot see it.
   */
  String standalone() {
    String drawing = drawing();
    int head = drawing.indexOf('>') + 1;
    return drawing.substring(0, head)
        + "\n<desc>"
        + Markup.escape(caption)
        + "</desc>\n<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>"
            .formatted(Markup.coordinate(sheet.width()), Markup.coordinate(sheet.height()))
        + drawing.substring(head);
  }

  static Figure missing(String title, String reason) {
    return new Figure(title, new Sheet(0, 0), reason);
  }
}
