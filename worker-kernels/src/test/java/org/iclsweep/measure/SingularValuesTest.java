package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingularValuesTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "11, 11", "4, 3", "3, 4", "7, 1", "1, 7", "41, 41"})
  void theyAreThoseOfAnotherLibrary(int rows, int cols) {
    SplittableRandom random = new SplittableRandom(100 * rows + cols);
    for (int draw = 0; draw < 20; draw++) {
      RealMatrix matrix = random(rows, cols, random);
      double[] expected = new SingularValueDecomposition(matrix).getSingularValues();
      assertThat(SingularValues.of(matrix)).containsExactly(expected, within(1e-13 * expected[0]));
    }
  }

  /** A product with an inner side of three: what is beyond the third is rounding. */
  @Test
  void whatARankLeavesOutIsZero() {
    SplittableRandom random = new SplittableRandom(9);
    RealMatrix matrix = random(11, 3, random).multiply(random(3, 11, random));
    double[] expected = new SingularValueDecomposition(matrix).getSingularValues();
    double[] values = SingularValues.of(matrix);
    assertThat(values).containsExactly(expected, within(1e-13 * expected[0]));
    assertThat(values[2]).isGreaterThan(0.01 * values[0]);
    assertThat(values[3]).isLessThan(1e-14 * values[0]);
  }

  /** |u| |v| = 3 * 7, whatever the scale. */
  @ParameterizedTest
  @CsvSource({"1", "1e-30", "1e60", "-1e-60"})
  void rankOneHasOne(double scale) {
    RealMatrix matrix =
        new Array2DRowRealMatrix(new double[] {1, 2, 2})
            .multiply(new Array2DRowRealMatrix(new double[] {2, 3, 6}).transpose())
            .scalarMultiply(scale);
    double largest = Math.abs(21 * scale);
    assertThat(SingularValues.of(matrix))
        .containsExactly(new double[] {largest, 0, 0}, within(1e-14 * largest));
  }

  @Test
  void aDiagonalIsSortedAndItsSignsAreLost() {
    assertThat(SingularValues.of(MatrixUtils.createRealDiagonalMatrix(new double[] {1, -5, 0, 3})))
        .containsExactly(5, 3, 1, 0);
  }

  /** Eigenvalues 2 - 2 cos(k pi / 5) of the second difference. */
  @Test
  void aSymmetricMatrixHasItsEigenvalues() {
    RealMatrix difference =
        new Array2DRowRealMatrix(
            new double[][] {{2, -1, 0, 0}, {-1, 2, -1, 0}, {0, -1, 2, -1}, {0, 0, -1, 2}});
    double[] values = SingularValues.of(difference);
    for (int k = 1; k <= 4; k++) {
      assertThat(values[4 - k]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / 5), within(1e-14));
    }
  }

  @Test
  void zeroHasZeros() {
    assertThat(SingularValues.of(new Array2DRowRealMatrix(3, 3))).containsExactly(0, 0, 0);
    assertThat(SingularValues.of(new Array2DRowRealMatrix(2, 5))).containsExactly(0, 0);
  }

  /** Sums and square roots in a fixed order have these bits on every machine. */
  @Test
  void bitsStay() {
    RealMatrix matrix =
        new Array2DRowRealMatrix(new double[][] {{3, 1, -2}, {0.5, 4, 7}, {1, 1, 1}, {0, -2, 5}});
    assertThat(SingularValues.of(matrix))
        .containsExactly(9.147971786824852, 4.572002456596603, 2.580969919299942);
  }

  @Test
  void theMatrixStaysAsItIs() {
    RealMatrix matrix = random(3, 3, new SplittableRandom(1));
    RealMatrix before = matrix.copy();
    SingularValues.of(matrix);
    assertThat(matrix).isEqualTo(before);
  }

  private static RealMatrix random(int rows, int cols, SplittableRandom random) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows, cols);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        matrix.setEntry(r, c, random.nextDouble() - 0.5);
      }
    }
    return matrix;
  }
}
