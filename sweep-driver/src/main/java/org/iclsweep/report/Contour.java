package org.iclsweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;

/**
 * The line along which values on a grid over the unit square have a level, by linear interpolation
 * along the sides of its cells.
 *
 * @see <a href="https://doi.org/10.1145/37402.37422">Lorensen and Cline (1987), in two
 *     dimensions</a>
 */
final class Contour {

  private Contour() {}

  /**
   * Pieces of two points each, a cell's each.
   *
   * @param values by row (y) and column (x), evenly from 0 to 1
   */
  static List<List<Point>> of(double[][] values, double level) {
    List<List<Point>> pieces = new ArrayList<>();
    for (int row = 0; row + 1 < values.length; row++) {
      for (int column = 0; column + 1 < values[row].length; column++) {
        List<Point> cuts = cuts(values, level, row, column);
        for (int i = 0; i + 1 < cuts.size(); i += 2) {
          pieces.add(List.of(cuts.get(i), cuts.get(i + 1)));
        }
      }
    }
    return pieces;
  }

  /** Where the level cuts the sides of a cell: none, two, or at a saddle four, in their order. */
  private static List<Point> cuts(double[][] values, double level, int row, int column) {
    int[][] corners = {
      {row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}, {row, column}
    };
    return Stream.of(0, 1, 2, 3)
        .filter(
            i -> {
              double from = values[corners[i][0]][corners[i][1]];
              double to = values[corners[i + 1][0]][corners[i + 1][1]];
              return from > level != to > level;
            })
        .map(i -> cut(values, level, corners[i], corners[i + 1]))
        .toList();
  }

  private static Point cut(double[][] values, double level, int[] from, int[] to) {
    double first = values[from[0]][from[1]];
    double part = (level - first) / (values[to[0]][to[1]] - first);
    double column = from[1] + part * (to[1] - from[1]);
    double row = from[0] + part * (to[0] - from[0]);
    return new Point(column / (values[0].length - 1), row / (values.length - 1));
  }
}
