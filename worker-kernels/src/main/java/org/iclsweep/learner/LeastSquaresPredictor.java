package org.iclsweep.learner;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.InContext;

/**
 * Least squares on the context of each task, regularised or not, in double.
 *
 * <pre>  w = argmin Σ_i (w·x_i - y_i)² + λ ‖w‖²,   ŷ = w·x,   ∂ŷ/∂x = w  </pre>
 *
 * <p>By QR, with √λ I as further rows; where λ is 0 and the context is shorter than the dimension
 * or singular, the solution of least norm by the singular value decomposition.
 *
 * <p>Not through Breeze: its vectorised BLAS sums in an order that depends on the register's width.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1970.10488634">Hoerl and Kennard (1970)</a>
 */
final class LeastSquaresPredictor extends TaskByTask {

  private final double ridge;
  private final double[][] weights = new double[LaneMatrix.LANES][];

  /** With strength λ of the regularisation; 0 for none. */
  LeastSquaresPredictor(InContext task, double ridge) {
    super(task);
    this.ridge = ridge;
  }

  @Override
  double answer(int lane) {
    weights[lane] = solve(inputs(lane), labels(lane)).toArray();
    double prediction = 0;
    for (int i = 0; i < dim; i++) {
      prediction += weights[lane][i] * query(i, lane);
    }
    return prediction;
  }

  @Override
  void differentiate(int lane, double[] gradient) {
    System.arraycopy(weights[lane], 0, gradient, 0, dim);
  }

  private Array2DRowRealMatrix inputs(int lane) {
    double[][] inputs = new double[rows()][dim];
    for (int s = 0; s < context; s++) {
      for (int i = 0; i < dim; i++) {
        inputs[s][i] = input(s, i, lane);
      }
    }
    for (int s = context; s < rows(); s++) {
      inputs[s][s - context] = Math.sqrt(ridge);
    }
    return new Array2DRowRealMatrix(inputs, false);
  }

  private RealVector labels(int lane) {
    double[] labels = new double[rows()];
    for (int s = 0; s < context; s++) {
      labels[s] = label(s, lane);
    }
    return new ArrayRealVector(labels, false);
  }

  private int rows() {
    return ridge > 0 ? context + dim : context;
  }

  private static RealVector solve(Array2DRowRealMatrix inputs, RealVector labels) {
    if (inputs.getRowDimension() >= inputs.getColumnDimension()) {
      DecompositionSolver solver = new QRDecomposition(inputs).getSolver();
      try {
        return solver.solve(labels);
      } catch (SingularMatrixException singular) {
        // falls through to the solution of least norm
      }
    }
    return new SingularValueDecomposition(inputs).getSolver().solve(labels);
  }
}
