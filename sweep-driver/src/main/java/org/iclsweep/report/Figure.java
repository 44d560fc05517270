package org.iclsweep.report;

/**
 * A figure of the page.
 *
 * @param title what it shows
 * @param drawing as SVG; empty where there is nothing to draw
 * @param caption how to read it, or why there is nothing to see
 */
record Figure(String title, String drawing, String caption) {

  static Figure missing(String title, String reason) {
    return new Figure(title, "", reason);
  }
}
