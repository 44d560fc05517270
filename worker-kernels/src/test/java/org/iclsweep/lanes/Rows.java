package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Matrices of one row, to be written down in a test. */
final class Rows {

  private Rows() {}

  /** One row, the same in every lane. */
  static LaneMatrix row(double... values) {
    LaneMatrix row = LaneMatrix.zeros(1, values.length);
    for (int c = 0; c < values.length; c++) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        row.set(0, c, lane, (float) values[c]);
      }
    }
    return row;
  }

  static SharedMatrix shared(double... values) {
    SharedMatrix row = SharedMatrix.zeros(1, values.length);
    for (int c = 0; c < values.length; c++) {
      row.set(0, c, (float) values[c]);
    }
    return row;
  }

  static void assertRow(LaneMatrix actual, double relative, double absolute, double... expected) {
    for (int lane : new int[] {0, 7, 15}) {
      for (int c = 0; c < expected.length; c++) {
        float value = actual.get(0, c, lane);
        if (Double.isNaN(expected[c])) {
          assertThat(value).as("column %d", c).isNaN();
        } else {
          double tolerance = relative * Math.abs(expected[c]) + absolute;
          assertThat((double) value).as("column %d", c).isCloseTo(expected[c], within(tolerance));
        }
      }
    }
  }
}
