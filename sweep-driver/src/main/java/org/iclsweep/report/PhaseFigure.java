package org.iclsweep.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.GoalWords;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.PhaseDiagram.Cell;
import org.iclsweep.analysis.PhaseDiagram.Part;
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

  /** Above the maps of a setting, where there are several. */
  private static final double HEADING = 22;

  /** Settings of all else that have maps. */
  private static final int MOST = 6;

  /** Wide enough for a cell's text. */
  private static final double LETTERS = 34;

  /** Loss over that of the goal at which the colour is full. */
  private static final double FULL = 2;

  private PhaseFigure() {}

  static Figure of(PhaseDiagram diagram) {
    String title = TITLE + "%s and %s".formatted(diagram.x().name(), diagram.y().name());
    List<Part> parts = diagram.parts().stream().limit(MOST).toList();
    double heading = diagram.parts().size() > 1 ? HEADING : 0;
    double height = heading + TOP + diagram.rows().size() * ROW + 44;
    Sheet sheet = new Sheet(LEFT + 2 * MAP + GAP + 10, parts.size() * height);
    GoalWords goal = diagram.goal();
    String name = goal.learner().map(kind -> LearnerStyle.of(kind).name()).orElse(goal.word());
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      double top = i * height + heading + TOP;
      Panel share = map(sheet, diagram, part, LEFT, top, "share that learnt", PhaseFigure::share);
      if (heading > 0) {
        double rows = diagram.rows().size();
        share.words(part.rest().label(), 0, rows, -LEFT, -TOP + 6, "title");
      }
      map(sheet, diagram, part, LEFT + MAP + GAP, top, "loss / " + name, PhaseFigure::loss);
    }
    return new Figure(
        title,
        sheet,
        "Left: seeds that learnt, of those of which it can be told. Right: median final"
            + " loss over "
            + goal.that()
            + ", of all that completed, full colour from twice"
            + " on. A cell without a trial is empty."
            + (heading > 0 ? " One pair of maps for each setting of all else." : "")
            + Grid.leftOut(MOST, diagram.parts().size(), "of these", "the table"));
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

  private static Panel map(
      Sheet sheet,
      PhaseDiagram diagram,
      Part part,
      double left,
      double top,
      String name,
      Function<Cell, Optional<Shown>> shown) {
    int columns = diagram.columns().size();
    int rows = diagram.rows().size();
    double width = MAP / columns;
    Scale x = Scale.linear(0, columns);
    Panel panel = sheet.panel(left, top, MAP, rows * ROW, x, Scale.linear(0, rows));
    panel.words(name, 0, rows, 0, -26, "title");
    for (int row = 0; row < rows; row++) {
      Mark.Room room = new Mark.Room(LEFT - 10, 2);
      Point at = new Point(0, row + 0.5);
      panel.words(diagram.rows().get(row), at, -6, 3.5, "tick", "end", room);
      for (int column = 0; column < columns; column++) {
        Optional<Shown> cell = part.cells().get(row).get(column).flatMap(shown);
        if (cell.isPresent()) {
          cell(panel, cell.get(), column, row, width);
        }
      }
    }
    for (int column = 0; column < columns; column++) {
      Mark.Room room = new Mark.Room(width - 4, 2);
      Point at = new Point(column + 0.5, 0);
      panel.words(diagram.columns().get(column), at, 0, 15, "tick", "middle", room);
    }
    panel.words(diagram.x().name(), columns / 2.0, 0, 0, 31, "name", "middle");
    panel.words(diagram.y().name(), 0, rows, -6, -8, "name", "end");
    return panel;
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
