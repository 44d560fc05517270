package org.iclsweep.report;

import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.analysis.Numbers;

/** A weight product as a map of colours. */
final class MatrixMap {
  static final double SIZE = 132;

  private MatrixMap() {}

  /** Adds one, coloured up to this largest entry, beyond it as there. */
  static Panel add(
      Sheet sheet, RealMatrix m, String name, String across, double left, double top, double full) {
    int size = Math.max(m.getRowDimension(), m.getColumnDimension());
    Panel panel = sheet.rows(left, top, SIZE, SIZE, Scale.linear(0, size), size);
    panel.words(name, 0, 0, 0, -6, "name");
    for (int r = 0; r < m.getRowDimension(); r++) {
      for (int c = 0; c < m.getColumnDimension(); c++) {
        double entry = m.getEntry(r, c);
        String title = "row %s, column %s: %s".formatted(r + 1, c + 1, Numbers.loss(entry));
        String colour = Palette.diverging(Double.isFinite(entry) ? entry / full : 0);
        panel.box(title, c, r, c + 1, r + 1, "", colour);
      }
    }
    return panel
        .box("", 0, 0, size, size, "frame", "")
        .words(across + " →", 0, size, 0, 13, "tick");
  }

  /** Says that the label's row and column are the last ones. */
  static void nameLabel(Panel map) {
    double size = map.y().high();
    map.words("y", size, size - 0.5, 3, 3.5, "tick")
        .words("y", size - 0.5, size, 0, 13, "tick", "middle");
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
