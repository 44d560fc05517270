package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.study.read.LossUnit;

/** A drawing to be: its size, and panels in the order in which they are drawn. */
record Sheet(double width, double height, List<Panel> panels) {
  /** What ticks take to the left of a panel. */
  private static final double TICKS = 38;

  /** An empty one. */
  Sheet(double width, double height) {
    this(width, height, new ArrayList<>());
  }

  /** Adds an empty panel at this place. */
  Panel panel(double left, double top, double width, double height, Scale x, Scale y) {
    Panel panel = new Panel(x.between(left, left + width), y.between(top + height, top));
    panels.add(panel);
    return panel;
  }

  /** The same of so many rows, counted from the top. */
  Panel rows(double left, double top, double width, double height, Scale x, double rows) {
    Panel panel =
        new Panel(x.between(left, left + width), Scale.linear(0, rows).between(top, top + height));
    panels.add(panel);
    return panel;
  }

  /** As SVG, losses in this unit; empty where there is no panel. */
  String drawing(String label, LossUnit unit) {
    if (panels.isEmpty()) {
      return "";
    }
    Svg svg = new Svg(width, height, label, unit);
    panels.forEach(panel -> panel.draw(svg, room(panel)));
    return svg.finish();
  }

  /** From its right edge to the ticks of the next panel, or to the end of the sheet. */
  private double room(Panel panel) {
    return panels.stream()
            .filter(panel::isLeftOf)
            .mapToDouble(other -> other.x().from() - TICKS)
            .reduce(width, Math::min)
        - panel.x().to();
  }
}
