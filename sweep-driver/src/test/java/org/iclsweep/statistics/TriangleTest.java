package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.junit.jupiter.api.Test;

/** Cholesky's factor, against that of Commons Math. */
class TriangleTest {
  private static final int SIZE = 7;

  private static double[][] matrix() {
    double[][] points = new double[SIZE][2];
    for (int i = 0; i < SIZE; i++) {
      points[i][0] = i * i / 37.0;
      points[i][1] = i / 11.0;
    }
    return new Matern(2, List.of(0.5, 1.0)).between(points, points);
  }

  /** In two pieces. */
  private static double[] times(Triangle triangle, double[] vector) {
    double[] product = new double[SIZE];
    triangle.times(vector, product, 0, 3);
    assertThat(product[3]).isZero();
    triangle.times(vector, product, 3, SIZE);
    return product;
  }

  @Test
  void bitsAreThoseOfTheLibrary() {
    var exact =
        new CholeskyDecomposition(new Array2DRowRealMatrix(matrix()), 1e-9, Double.MIN_NORMAL);
    Triangle triangle = Triangle.of(matrix());

    for (int k = 0; k < SIZE; k++) {
      double[] unit = new double[SIZE];
      unit[k] = 1;
      for (int i = 0; i < SIZE; i++) {
        assertThat(times(triangle, unit)[i]).isEqualTo(exact.getL().getEntry(i, k));
      }
    }
    assertThat(2 * triangle.halfLogDeterminant())
        .isCloseTo(Math.log(exact.getDeterminant()), within(1e-9));
  }

  @Test
  void solutionsSolve() {
    double[] side = {1, -2, 3, 0, 5, -1, 2};
    double[][] sides = new double[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      sides[i] = new double[] {side[i], 2 * side[i]};
    }
    Triangle triangle = Triangle.of(matrix());

    double[] solution = triangle.solve(side);
    triangle.solveLower(sides);

    double[] lower = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double sum = 0;
      for (int j = 0; j < SIZE; j++) {
        sum += matrix()[i][j] * solution[j];
      }
      assertThat(sum).isCloseTo(side[i], within(1e-7));
      assertThat(sides[i][1]).isEqualTo(2 * sides[i][0]);
      lower[i] = sides[i][0];
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat(times(triangle, lower)[i]).isCloseTo(side[i], within(1e-9));
    }
  }

  @Test
  void whatIsNotPositiveDefiniteIsRefused() {
    assertThatThrownBy(() -> Triangle.of(new double[][] {{1, 2}, {2, 4}}))
        .isInstanceOf(NonPositiveDefiniteMatrixException.class);
    assertThatThrownBy(() -> Triangle.of(new double[][] {{Double.NaN}}))
        .isInstanceOf(NonPositiveDefiniteMatrixException.class);
  }
}
