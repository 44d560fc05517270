package org.iclsweep.measure;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * How much of some targets is a linear map of other numbers, without a constant: least squares over
 * tasks.
 *
 * <pre>  C = X⁺ Y,   error of a task = ½ ‖y - Cᵀ x‖²  </pre>
 *
 * <p>Of all best maps it is the one of least norm. Numbers come from single precision: directions
 * of them whose singular value is below N 2⁻²³ of the largest are rounding, and count as 0.
 *
 * <p><b>Shapes</b> (N tasks, p regressors, q targets): X [N, p], Y [N, q], C [p, q]; p ≤ N.
 *
 * <p><b>Error.</b> By the singular values of Commons Math, in double; sums in the order of the
 * tasks and regressors, so that the bits are the same everywhere.
 *
 * <p><b>Cost.</b> Some 20 N p² operations; 2 N p q for targets.
 */
public final class LinearProbe {

  private static final double SINGLE = 0x1p-23;

  private final RealMatrix inverse;
  private final int rank;

  private LinearProbe(RealMatrix inverse, int rank) {
    this.inverse = inverse;
    this.rank = rank;
  }

  /**
   * By these regressors.
   *
   * @param regressors X; where one is no number, the map is 0
   */
  public static LinearProbe of(double[][] regressors) {
    SingularValueDecomposition svd =
        new SingularValueDecomposition(new Array2DRowRealMatrix(regressors, false));
    double[] values = svd.getSingularValues();
    double least = regressors.length * SINGLE * values[0];
    int rank = 0;
    while (rank < values.length && values[rank] > least) {
      rank++;
    }
    return new LinearProbe(inverse(svd, rank), rank);
  }

  /** X⁺; zeros where X is 0. */
  private static RealMatrix inverse(SingularValueDecomposition svd, int rank) {
    int tasks = svd.getU().getRowDimension();
    int width = svd.getV().getRowDimension();
    if (rank == 0) {
      return MatrixUtils.createRealMatrix(width, tasks);
    }
    RealMatrix scaled = svd.getV().getSubMatrix(0, width - 1, 0, rank - 1);
    for (int k = 0; k < rank; k++) {
      double factor = 1 / svd.getSingularValues()[k];
      scaled.setColumnVector(k, scaled.getColumnVector(k).mapMultiply(factor));
    }
    return scaled.multiply(svd.getU().getSubMatrix(0, tasks - 1, 0, rank - 1).transpose());
  }

  /** Regressors that say something of their own: what knows nothing leaves 1 - rank / N. */
  public int rank() {
    return rank;
  }

  /** The best map to targets. */
  public Map to(double[][] targets) {
    return new Map(inverse.multiply(new Array2DRowRealMatrix(targets, false)));
  }

  /** A map from regressors to targets. */
  public static final class Map {
    private final double[][] coefficients;

    private Map(RealMatrix coefficients) {
      this.coefficients = coefficients.getData();
    }

    /** What it leaves of the targets of some tasks, be they those that it is of or others. */
    public Loss error(double[][] regressors, double[][] targets) {
      Evaluator.LossSum sum = new Evaluator.LossSum();
      for (int task = 0; task < targets.length; task++) {
        sum.add(error(regressors[task], targets[task]));
      }
      return sum.loss();
    }

    private double error(double[] x, double[] y) {
      double squares = 0;
      for (int j = 0; j < y.length; j++) {
        double left = y[j];
        for (int i = 0; i < x.length; i++) {
          left = Math.fma(-coefficients[i][j], x[i], left);
        }
        squares = Math.fma(left, left, squares);
      }
      return squares / 2;
    }
  }

  /** What the answer 0 leaves: half the mean square. */
  public static double zeroError(double[][] targets) {
    Evaluator.LossSum sum = new Evaluator.LossSum();
    for (double[] target : targets) {
      double squares = 0;
      for (double each : target) {
        squares = Math.fma(each, each, squares);
      }
      sum.add(squares / 2);
    }
    return sum.loss().mean();
  }
}
