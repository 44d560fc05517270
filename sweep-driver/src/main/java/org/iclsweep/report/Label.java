package org.iclsweep.report;

import java.util.List;

/**
 * A label beside the right edge.
 *
 * @param at value it belongs to
 * @param from where its line ends, on the other scale, if that is before the edge; no number if not
 */
record Label(double at, String text, String colour, double from) {

  /** Of a line that goes to the edge. */
  Label(double at, String text, String colour) {
    this(at, text, colour, Double.NaN);
  }

  private static final int LINES = 3;
  private static final double APART = 12;
  private static final double KEY = 12;

  /**
   * Moved apart where they would overlap, each with its key.
   *
   * @param room beside the right edge
   */
  static void draw(List<Label> labels, Svg svg, Scale x, Scale y, double room) {
    List<Label> visible =
        labels.stream()
            .filter(l -> l.at >= y.low() && l.at <= y.high())
            .sorted((a, b) -> Double.compare(y.at(a.at), y.at(b.at)))
            .toList();
    double[] places = visible.stream().mapToDouble(l -> y.at(l.at)).toArray();
    double height = y.from() - y.to() + APART;
    int lines = LINES;
    while (lines > 1 && visible.size() * high(fitted(visible, svg, room, lines)) > height) {
      lines--;
    }
    List<Fitted> shown = fitted(visible, svg, room, lines);
    double high = high(shown);
    double[] apart = Spread.apart(places, high, y.to() + 4, y.from());
    for (int i = 0; i < places.length; i++) {
      Label label = visible.get(i);
      if (Double.isFinite(label.from)) {
        String lead =
            "M" + Mark.place(x.at(label.from), places[i]) + "L" + Mark.place(x.to(), places[i]);
        svg.path("", lead, "fill", "none", "class", "lead", "stroke", label.colour);
      }
      String key = "M" + Mark.place(x.to(), places[i]) + "L" + Mark.place(x.to() + 9, apart[i]);
      svg.path("", key, "fill", "none", "class", "leader", "stroke", label.colour);
      draw(shown.get(i), svg, x.to() + KEY, apart[i] + 3.5);
    }
  }

  private static List<Fitted> fitted(List<Label> labels, Svg svg, double room, int lines) {
    return labels.stream()
        .map(label -> Fitted.of(svg.words(label.text), room - KEY, lines, Mark.SIZE, false))
        .toList();
  }

  /** What each takes at most. */
  private static double high(List<Fitted> shown) {
    return shown.stream()
        .mapToDouble(
            each -> each.lines().size() == 1 ? APART : each.lines().size() * each.pitch() + 2)
        .max()
        .orElse(APART);
  }

  private static void draw(Fitted text, Svg svg, double left, double middle) {
    List<String> lines = text.lines();
    for (int i = 0; i < lines.size(); i++) {
      double line = middle + (i - (lines.size() - 1) / 2.0) * text.pitch();
      svg.text(left, line, lines.get(i), "class", "label", "font-size", text.size(Mark.SIZE));
    }
  }
}
