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
    int context = block.contextInputs().rows();
    int dim = block.contextInputs().cols();
    double[][] inputs = new double[context][dim];
    double[] labels = new double[context];
    double[] query = new double[dim];
    for (int s = 0; s < context; s++) {
      for (int i = 0; i < dim; i++) {
        inputs[s][i] = block.contextInputs().get(s, i, lane);
      }
      labels[s] = block.contextLabels().get(s, 0, lane);
    }
    for (int i = 0; i < dim; i++) {
      query[i] = block.queryInput().get(0, i, lane);
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
