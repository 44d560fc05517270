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
      if (!(row[i] > SMALLEST)) {
        throw new NonPositiveDefiniteMatrixException(row[i], i, SMALLEST);
      }
      row[i] = Math.sqrt(row[i]);
      double inverse = 1 / row[i];
      for (int j = i + 1; j < row.length; j++) {
        row[j] *= inverse;
      }
      for (int k = i + 1; k < row.length; k++) {
        subtract(upper[k], row[k], row, k);
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
      double pivot = upper[i][i];
      for (int c = 0; c < row.length; c++) {
        row[c] /= pivot;
      }
      for (int k = i + 1; k < upper.length; k++) {
        subtract(sides[k], upper[i][k], row, 0);
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

  /** An element of L times a vector. */
  double times(double[] vector, int element) {
    double sum = 0;
    for (int k = 0; k <= element; k++) {
      sum += upper[k][element] * vector[k];
    }
    return sum;
  }

  private static void subtract(double[] from, double factor, double[] row, int first) {
    for (int c = first; c < from.length; c++) {
      from[c] -= factor * row[c];
    }
  }
}
