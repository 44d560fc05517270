package org.iclsweep.statistics;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Cholesky's factor of a symmetric positive definite matrix, A = L L', by Commons Math.
 *
 * <p>Not through Breeze: its vectorised BLAS sums in an order that depends on the register's width,
 * and which trials a study runs next follows from these numbers.
 */
final class Triangle {

  /** L', of which a row holds what multiplies one unknown. */
  private final double[][] upper;

  private Triangle(double[][] upper) {
    this.upper = upper;
  }

  /**
   * @throws org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException if it is not
   */
  static Triangle of(double[][] symmetric) {
    var matrix = new Array2DRowRealMatrix(symmetric, false);
    return new Triangle(
        new CholeskyDecomposition(matrix, 1e-9, Double.MIN_NORMAL).getLT().getData());
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
        subtract(sides[k], upper[i][k], row);
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

  /** L times a vector. */
  double[] times(double[] vector) {
    double[] product = new double[vector.length];
    for (int k = 0; k < vector.length; k++) {
      for (int i = k; i < vector.length; i++) {
        product[i] += upper[k][i] * vector[k];
      }
    }
    return product;
  }

  private static void subtract(double[] from, double factor, double[] row) {
    for (int c = 0; c < from.length; c++) {
      from[c] -= factor * row[c];
    }
  }
}
