package org.iclsweep.statistics;

/**
 * The points of the unit interval or square at which a boundary is told: evenly spaced, the ends
 * among them, row by row.
 */
final class Lattice {
  static final int MOST_AXES = 2;

  /** Steps of an axis, where it is the only one and where there are two. */
  private static final int[] STEPS = {1024, 64};

  /** Every so manieth point of an axis is asked of the whole region at once. */
  private static final int[] COARSE = {16, 4};

  private Lattice() {}

  /** From a point to the next along an axis. */
  static double step(int axes) {
    return 1.0 / STEPS[axes - 1];
  }

  /** Shape [points, axes]. */
  static double[][] fine(int axes) {
    return evenly(axes, STEPS[axes - 1]);
  }

  /** Shape [points, axes]; each is one of the fine ones. */
  static double[][] coarse(int axes) {
    return evenly(axes, STEPS[axes - 1] / COARSE[axes - 1]);
  }

  /** Shape [(steps + 1)^axes, axes]. */
  static double[][] evenly(int axes, int steps) {
    int side = steps + 1;
    double[][] points = new double[axes == 1 ? side : side * side][axes];
    for (int i = 0; i < points.length; i++) {
      points[i][0] = (double) (i % side) / steps;
      if (axes == 2) {
        points[i][1] = (double) (i / side) / steps;
      }
    }
    return points;
  }
}
