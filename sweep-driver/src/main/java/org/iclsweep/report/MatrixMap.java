package org.iclsweep.report;

import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.analysis.Numbers;

/** A weight product as a map of colours, the label's row and column last. */
final class MatrixMap {
  static final double SIZE = 132;

  private MatrixMap() {}

  /** Coloured up to this largest entry, beyond it as there. */
  static void draw(
      Svg svg, RealMatrix m, String name, String across, double left, double top, double largest) {
    double cell = SIZE / Math.max(m.getRowDimension(), m.getColumnDimension());
    svg.text(left, top - 6, name, "class", "name");
    for (int r = 0; r < m.getRowDimension(); r++) {
      for (int c = 0; c < m.getColumnDimension(); c++) {
        double entry = m.getEntry(r, c);
        String title = "row %s, column %s: %s".formatted(r + 1, c + 1, Numbers.loss(entry));
        String colour = Palette.diverging(Double.isFinite(entry) ? entry / largest : 0);
        svg.rect(title, left + c * cell, top + r * cell, cell, cell, "fill", colour);
      }
    }
    svg.rect("", left, top, SIZE, SIZE, "class", "frame");
    double last = SIZE - cell / 2;
    svg.text(left + SIZE + 3, top + last + 3.5, "y", "class", "tick");
    svg.text(left + last, top + SIZE + 13, "y", "class", "tick", "text-anchor", "middle");
    svg.text(left, top + SIZE + 13, across + " →", "class", "tick");
  }

  /** The largest absolute value of its finite entries. */
  static double largest(RealMatrix m) {
    double largest = 0;
    for (double[] row : m.getData()) {
      for (double entry : row) {
        largest = Math.max(largest, Double.isFinite(entry) ? Math.abs(entry) : 0);
      }
    }
    return largest;
  }
}
