package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.analysis.Band.Point;
import org.junit.jupiter.api.Test;

class ContourTest {

  private static double[][] values(int steps, java.util.function.DoubleBinaryOperator f) {
    double[][] values = new double[steps + 1][steps + 1];
    for (int row = 0; row <= steps; row++) {
      for (int column = 0; column <= steps; column++) {
        values[row][column] = f.applyAsDouble((double) column / steps, (double) row / steps);
      }
    }
    return values;
  }

  /** Interpolation along sides is exact for a plane. */
  @Test
  void ofAPlaneItIsAStraightLine() {
    List<List<Point>> pieces = Contour.of(values(7, (x, y) -> x + 2 * y), 1.1);
    double length = 0;
    for (List<Point> piece : pieces) {
      assertThat(piece).hasSize(2);
      piece.forEach(p -> assertThat(p.x() + 2 * p.y()).isCloseTo(1.1, within(1e-12)));
      length +=
          Math.hypot(piece.get(0).x() - piece.get(1).x(), piece.get(0).y() - piece.get(1).y());
    }
    assertThat(length).isCloseTo(Math.hypot(1, 0.5), within(1e-9)); // from (0, 0.55) to (1, 0.05)
  }

  @Test
  void ofACircleItHasItsLength() {
    double length = 0;
    for (List<Point> piece : Contour.of(values(60, (x, y) -> Math.hypot(x - 0.5, y - 0.5)), 0.3)) {
      length +=
          Math.hypot(piece.get(0).x() - piece.get(1).x(), piece.get(0).y() - piece.get(1).y());
    }
    assertThat(length).isCloseTo(2 * Math.PI * 0.3, within(0.005));
  }

  @Test
  void ofAConstantThereIsNoneAndOfASaddleTwoPieces() {
    assertThat(Contour.of(values(5, (x, y) -> 1), 0.5)).isEmpty();
    assertThat(Contour.of(new double[][] {{0, 1}, {1, 0}}, 0.5)).hasSize(2);
  }
}
