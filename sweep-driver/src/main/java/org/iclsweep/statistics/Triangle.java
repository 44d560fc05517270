package org.iclsweep.statistics;

import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Cholesky's factor of a symmetric positive definite matrix, A = L L'.
 *
 * <p>Not through Breeze: its vectorised BLAS sums in an order that depends on the register's width,
 * and which trials a study runs next follows from these numbers. Not by Commons Math, of which
 * these are the bits: it copies the matrix three times, and a fit has dozens of them.
 */
final class Triangle {

  /** No pivot may be less. */
  private static final double SMALLEST = Double.MIN_NORMAL;

  /** L', of which a row holds what multiplies one unknown. */
  private final double[][] upper;

  private Triangle(double[][] upper) {
    this.upper = upper;
  }

  /**
   * @param upper a symmetric matrix of which no more than the upper half is read; overwritten
   * @throws NonPositiveDefiniteMatrixException if it is not positive definite
   */
  static Triangle of(double[][] upper) {
    for (int i = 0; i < upper.length; i++) {
      double[] row = upper[i];
      subtract(upper, upper, i, i);
      if (!(row[i] > SMALLEST)) {
        throw new NonPositiveDefiniteMatrixException(row[i], i, SMALLEST);
      }
      row[i] = Math.sqrt(row[i]);
      double inverse = 1 / row[i];
      for (int j = i + 1; j < row.length; j++) {
        row[j] *= inverse;
      }
    }
    return new Triangle(upper);
  }

  /** Sum of the logarithms of the diagonal: half the logarithm of A's determinant. */
  double halfLogDeterminant() {
    double sum = 0;
    for (int i = 0; i < upper.length; i++) {
      sum += StrictMath.log(upper[i][i]);
    }
    return sum;
  }

  /** Overwrites the right sides, shape [rows, sides], by the solutions of L x = side. */
  void solveLower(double[][] sides) {
    for (int i = 0; i < upper.length; i++) {
      double[] row = sides[i];
      subtract(upper, sides, i, 0);
      double pivot = upper[i][i];
      for (int c = 0; c < row.length; c++) {
        row[c] /= pivot;
      }
    }
  }

  /** The solution of A x = side. */
  double[] solve(double[] side) {
    double[] x = side.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] /= upper[i][i];
      for (int k = i + 1; k < x.length; k++) {
        x[k] -= upper[i][k] * x[i];
      }
    }
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= upper[i][k] * x[k];
      }
      x[i] /= upper[i][i];
    }
    return x;
  }

  /** Adds to a product, from an element on to before another, those of L times a vector. */
  void times(double[] vector, double[] product, int from, int to) {
    for (int k = 0; k < to; k++) {
      double[] row = upper[k];
      double factor = vector[k];
      for (int i = Math.max(k, from); i < to; i++) {
        product[i] += row[i] * factor;
      }
    }
  }

  /**
   * What the rows above explain of a row, from a column on: four of them at a time, one behind the
   * other, so that the row is read and written less often.
   */
  private static void subtract(double[][] upper, double[][] rows, int row, int first) {
    int k = 0;
    for (; k + 4 <= row; k += 4) {
      double a = upper[k][row];
      double b = upper[k + 1][row];
      double c = upper[k + 2][row];
      double d = upper[k + 3][row];
      subtract(rows, row, first, k, a, b, c, d);
    }
    for (; k < row; k++) {
      subtract(rows[row], upper[k][row], rows[k], first);
    }
  }

  private static void subtract(
      double[][] rows, int row, int first, int k, double a, double b, double c, double d) {
    double[] from = rows[row];
    double[] p = rows[k];
    double[] q = rows[k + 1];
    double[] r = rows[k + 2];
    double[] s = rows[k + 3];
    for (int i = first; i < from.length; i++) {
      from[i] = from[i] - a * p[i] - b * q[i] - c * r[i] - d * s[i];
    }
  }

  private static void subtract(double[] from, double factor, double[] row, int first) {
    for (int c = first; c < from.length; c++) {
      from[c] -= factor * row[c];
    }
  }
}
