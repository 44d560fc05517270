package org.iclsweep.report;

import java.util.Optional;
import java.util.function.Function;
import org.iclsweep.analysis.GoalWords;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.PhaseDiagram.Cell;
import org.iclsweep.analysis.Phrases;
import org.iclsweep.statistics.Proportion;

/** A map over two factors: the share of seeds that learnt, and their loss. */
final class PhaseFigure {
  /** How titles of its figures begin. */
  static final String TITLE = "Phases over ";

  private static final double LEFT = 110;
  private static final double TOP = 52;
  private static final double MAP = 350;
  private static final double ROW = 30;
  private static final double GAP = 130;

  /** Wide enough for a cell's text. */
  private static final double LETTERS = 34;

  /** Loss over that of the goal at which the colour is full. */
  private static final double FULL = 2;

  private PhaseFigure() {}

  static Figure of(PhaseDiagram diagram) {
    String title = TITLE + "%s and %s".formatted(diagram.x().name(), diagram.y().name());
    double height = TOP + diagram.rows().size() * ROW + 44;
    Sheet sheet = new Sheet(LEFT + 2 * MAP + GAP + 10, height);
    map(sheet, diagram, LEFT, "share that learnt", PhaseFigure::share);
    GoalWords goal = diagram.goal();
    String name = goal.learner().map(kind -> LearnerStyle.of(kind).name()).orElse(goal.word());
    map(sheet, diagram, LEFT + MAP + GAP, "loss / " + name, PhaseFigure::loss);
    return new Figure(
        title,
        sheet,
        "Left: seeds that learnt, of those of which it can be told. Right: median final"
            + " loss over "
            + goal.that()
            + ", of all that completed, full colour from twice"
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
      Sheet sheet,
      PhaseDiagram diagram,
      double left,
      String name,
      Function<Cell, Optional<Shown>> shown) {
    int columns = diagram.columns().size();
    int rows = diagram.rows().size();
    double width = MAP / columns;
    Scale x = Scale.linear(0, columns);
    Panel panel = sheet.panel(left, TOP, MAP, rows * ROW, x, Scale.linear(0, rows));
    panel.words(name, 0, rows, 0, -26, "title");
    for (int row = 0; row < rows; row++) {
      String label = Markup.shortened(diagram.rows().get(row), 14);
      panel.words(label, 0, row + 0.5, -6, 3.5, "tick", "end");
      for (int column = 0; column < columns; column++) {
        Optional<Shown> cell = diagram.cells().get(row).get(column).flatMap(shown);
        if (cell.isPresent()) {
          cell(panel, cell.get(), column, row, width);
        }
      }
    }
    for (int column = 0; column < columns; column++) {
      String label = Markup.shortened(diagram.columns().get(column), (int) (width / 5.7));
      panel.words(label, column + 0.5, 0, 0, 15, "tick", "middle");
    }
    panel.words(diagram.x().name(), columns / 2.0, 0, 0, 31, "name", "middle");
    panel.words(diagram.y().name(), 0, rows, -6, -8, "name", "end");
  }

  /** A line of white is between it and those to the right and below. */
  private static void cell(Panel panel, Shown cell, int column, int row, double width) {
    double right = column + 1 - 1 / width;
    panel.box(cell.title(), column, row + 1 / ROW, right, row + 1, "", cell.colour());
    if (width >= LETTERS) {
      panel.words(cell.text(), column + 0.5, row + 0.5, 0, 3.5, "inside", "middle");
    }
  }
}
