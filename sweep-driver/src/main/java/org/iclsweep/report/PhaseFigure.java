package org.iclsweep.report;

import java.util.Optional;
import java.util.function.Function;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.PhaseDiagram.Cell;
import org.iclsweep.analysis.Phrases;
import org.iclsweep.statistics.Proportion;

/** A map over two factors: the share of seeds that learnt, and their loss. */
final class PhaseFigure {
  private static final double LEFT = 110;
  private static final double TOP = 52;
  private static final double MAP = 350;
  private static final double ROW = 30;
  private static final double GAP = 130;

  /** Wide enough for a cell's text. */
  private static final double LETTERS = 34;

  /** Loss over that of gradient descent at which the colour is full. */
  private static final double FULL = 2;

  private PhaseFigure() {}

  static Figure of(PhaseDiagram diagram) {
    String title = "Phases over %s and %s".formatted(diagram.x().name(), diagram.y().name());
    double height = TOP + diagram.rows().size() * ROW + 44;
    Svg svg = new Svg(LEFT + 2 * MAP + GAP + 10, height, title);
    map(svg, diagram, LEFT, "share that learnt", PhaseFigure::share);
    map(svg, diagram, LEFT + MAP + GAP, "loss / GD", PhaseFigure::loss);
    return new Figure(
        title,
        svg.finish(),
        "Left: seeds that learnt, of those of which it can be told. Right: median final"
            + " loss over that of gradient descent, of all that completed, full colour from twice"
            + " on. Where more is varied, over all of it. A cell without a trial is empty.");
  }

  /** What a cell shows. */
  private record Shown(String text, String colour, String title) {}

  private static Optional<Shown> share(Cell cell) {
    Proportion p = cell.learnt();
    String interval = Phrases.interval(p);
    return Optional.of(
        new Shown(
            p.toString(), Palette.diverging(-0.8 * p.share()), p + ", 95 % " + interval + " %"));
  }

  private static Optional<Shown> loss(Cell cell) {
    return cell.lossRatio()
        .map(
            ratio ->
                new Shown(
                    Numbers.fixed(ratio.median(), 2),
                    Palette.diverging(0.8 * Math.log(ratio.median()) / Math.log(FULL)),
                    "median %s, %s to %s"
                        .formatted(
                            Numbers.fixed(ratio.median(), 3),
                            Numbers.fixed(ratio.min(), 3),
                            Numbers.fixed(ratio.max(), 3))));
  }

  private static void map(
      Svg svg,
      PhaseDiagram diagram,
      double left,
      String name,
      Function<Cell, Optional<Shown>> shown) {
    int columns = diagram.columns().size();
    int rows = diagram.rows().size();
    double width = MAP / columns;
    double bottom = TOP + rows * ROW;
    svg.text(left, TOP - 26, name, "class", "title");
    for (int row = 0; row < rows; row++) {
      double y = bottom - (row + 1) * ROW;
      String label = Markup.shortened(diagram.rows().get(row), 14);
      svg.text(left - 6, y + ROW / 2 + 3.5, label, "class", "tick", "text-anchor", "end");
      for (int column = 0; column < columns; column++) {
        double x = left + column * width;
        diagram
            .cells()
            .get(row)
            .get(column)
            .flatMap(shown)
            .ifPresent(cell -> cell(svg, cell, x, y, width));
      }
    }
    for (int column = 0; column < columns; column++) {
      String label = Markup.shortened(diagram.columns().get(column), (int) (width / 5.7));
      double middle = left + (column + 0.5) * width;
      svg.text(middle, bottom + 15, label, "class", "tick", "text-anchor", "middle");
    }
    double middle = left + MAP / 2;
    svg.text(middle, bottom + 31, diagram.x().name(), "class", "name", "text-anchor", "middle");
    svg.text(left - 6, TOP - 8, diagram.y().name(), "class", "name", "text-anchor", "end");
  }

  private static void cell(Svg svg, Shown cell, double x, double y, double width) {
    svg.rect(cell.title(), x, y, width - 1, ROW - 1, "fill", cell.colour());
    if (width >= LETTERS) {
      double middle = x + width / 2;
      svg.text(middle, y + ROW / 2 + 3.5, cell.text(), "class", "label", "text-anchor", "middle");
    }
  }
}
