package org.iclsweep.learner;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;

/**
 * Least squares on the context of each task, in double: by QR, or of least norm by the singular
 * value decomposition where the context is shorter than the dimension or singular.
 *
 * <p>Not through Breeze: its vectorised BLAS sums in an order that depends on the register's width.
 */
final class LeastSquares implements Predictor {

  private final TaskBlock block;
  private final LaneMatrix predictions = LaneMatrix.zeros(1, 1);

  LeastSquares(TaskSpec task) {
    block = new TaskBlock(task);
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public LaneMatrix predict() {
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      predictions.set(0, 0, lane, (float) predict(lane));
    }
    return predictions;
  }

  private double predict(int lane) {
    LaneMatrix tokens = block.tokens();
    int context = tokens.rows() - 1;
    int dim = tokens.cols() - 1;
    double[][] inputs = new double[context][dim];
    double[] labels = new double[context];
    double[] query = new double[dim];
    for (int i = 0; i < dim; i++) {
      for (int s = 0; s < context; s++) {
        inputs[s][i] = tokens.get(s, i, lane);
      }
      query[i] = tokens.get(context, i, lane);
    }
    for (int s = 0; s < context; s++) {
      labels[s] = tokens.get(s, dim, lane);
    }
    RealVector weights =
        solve(new Array2DRowRealMatrix(inputs, false), new ArrayRealVector(labels));
    return weights.dotProduct(new ArrayRealVector(query, false));
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
