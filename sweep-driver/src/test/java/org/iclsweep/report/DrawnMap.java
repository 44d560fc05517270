package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.analysis.Numbers;
import org.w3c.dom.Element;

/**
 * A matrix as a map of colours, read back: a frame, cells that fill it, a name above.
 *
 * @param name what stands above it
 * @param left edge of its frame
 * @param top edge of its frame
 * @param cells its cells, row by row
 */
record DrawnMap(String name, double left, double top, List<Element> cells) {
  /** Half a step of 255 in a channel that moves from white to none. */
  private static final double QUANTUM = 0.5 / 255;

  static List<DrawnMap> of(DrawnFigure drawn) {
    return drawn.elements("rect", "frame").map(f -> of(drawn, f)).toList();
  }

  private static DrawnMap of(DrawnFigure drawn, Element frame) {
    double left = DrawnFigure.number(frame, "x");
    double top = DrawnFigure.number(frame, "y");
    double size = DrawnFigure.number(frame, "width");
    List<String> names =
        drawn.words(
            "name",
            t ->
                DrawnFigure.isNear(DrawnFigure.number(t, "x"), left)
                    && DrawnFigure.isNear(DrawnFigure.number(t, "y"), top - 6));
    assertThat(names).hasSize(1);
    List<Element> cells =
        drawn
            .elements("rect")
            .filter(r -> !DrawnFigure.title(r).isEmpty())
            .filter(r -> isWithin(DrawnFigure.number(r, "x"), left, size))
            .filter(r -> isWithin(DrawnFigure.number(r, "y"), top, size))
            .toList();
    return new DrawnMap(names.get(0), left, top, cells);
  }

  private static boolean isWithin(double at, double from, double size) {
    return at > from - 0.1 && at < from + size - 0.1;
  }

  /** Its colours and its titles say this matrix, where the colours are full at {@code largest}. */
  DrawnMap tells(double[][] matrix, double largest) {
    assertThat(cells).as("cells of %s", name).hasSize(matrix.length * matrix[0].length);
    double cell = MatrixMap.SIZE / matrix.length;
    for (Element each : cells) {
      int row = (int) Math.round((DrawnFigure.number(each, "y") - top) / cell);
      int column = (int) Math.round((DrawnFigure.number(each, "x") - left) / cell);
      String place = "%s, row %s, column %s".formatted(name, row + 1, column + 1);
      double entry = matrix[row][column];
      assertThat(share(each.getAttribute("fill")))
          .as(place)
          .isCloseTo(Math.max(-1, Math.min(1, entry / largest)), within(QUANTUM * 1.01));
      assertThat(DrawnFigure.title(each))
          .isEqualTo("row %s, column %s: %s".formatted(row + 1, column + 1, Numbers.loss(entry)));
    }
    return this;
  }

  /** From blue, -1, over white, 0, to vermilion, 1: the first of blue's channels goes to none. */
  static double share(String colour) {
    int red = Integer.parseInt(colour.substring(1, 3), 16);
    int blue = Integer.parseInt(colour.substring(5, 7), 16);
    assertThat(colour).matches("#[0-9a-f]{6}");
    return blue < red ? (255 - blue) / 255.0 : -(255 - red) / 255.0;
  }
}
