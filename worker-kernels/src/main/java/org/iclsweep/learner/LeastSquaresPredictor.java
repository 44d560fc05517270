package org.iclsweep.learner;

import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.RandomPerceptron;

/**
 * Least squares on the context of each task, regularised or not, in double.
 *
 * <pre>  w = argmin Σ_i (w·x_i - y_i)² + λ ‖w‖²,   ŷ = w·x,   ∂ŷ/∂x = w  </pre>
 *
 * <p>By QR, with √λ I as further rows; where λ is 0 and the context is shorter than the dimension
 * or singular, the solution w = T v of least norm of v by the singular value decomposition.
 *
 * <p>Of labels that are linear in other features φ(x), which may be few whatever the context,
 * always by the latter: ŷ = w·φ(x).
 *
 * <p>Not through Breeze: its vectorised BLAS sums in an order that depends on the register's width.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1970.10488634">Hoerl and Kennard (1970)</a>
 */
final class LeastSquaresPredictor extends TaskByTask {

  private final double ridge;
  private final RealMatrix coordinates;
  private final Optional<RandomPerceptron> features;
  private final double[][] weights = new double[LaneMatrix.LANES][];

  /** With strength λ of the regularisation; 0 for none. */
  LeastSquaresPredictor(InContext task, double ridge) {
    this(task, ridge, MatrixUtils.createRealIdentityMatrix(task.inputDim()), Optional.empty());
  }

  private LeastSquaresPredictor(
      InContext task, double ridge, RealMatrix coordinates, Optional<RandomPerceptron> features) {
    super(task);
    this.ridge = ridge;
    this.coordinates = coordinates;
    this.features = features;
  }

  /** Not regularised; T is what makes a teacher of v ~ N(0, I), up to its scale. */
  static LeastSquaresPredictor ofLeastNorm(InContext task) {
    int dim = task.inputDim();
    if (!(task instanceof LinearRegression regression)) {
      return new LeastSquaresPredictor(task, 0);
    }
    SharedMatrix map = regression.covariance().ofTeachers(dim);
    RealMatrix coordinates = new Array2DRowRealMatrix(dim, dim);
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        coordinates.setEntry(i, j, map.get(i, j));
      }
    }
    return new LeastSquaresPredictor(task, 0, coordinates, regression.features().of(dim));
  }

  @Override
  double answer(int lane) {
    weights[lane] = solve(inputs(lane), labels(lane)).toArray();
    double[] x = features(query(lane));
    double prediction = 0;
    for (int i = 0; i < dim; i++) {
      prediction += weights[lane][i] * x[i];
    }
    return prediction;
  }

  @Override
  void differentiate(int lane, double[] gradient) {
    double[] w = weights[lane];
    double[] along = features.map(each -> each.gradient(query(lane), w)).orElse(w);
    System.arraycopy(along, 0, gradient, 0, dim);
  }

  private double[] query(int lane) {
    double[] x = new double[dim];
    for (int i = 0; i < dim; i++) {
      x[i] = query(i, lane);
    }
    return x;
  }

  private double[] features(double[] x) {
    return features.map(each -> each.of(x)).orElse(x);
  }

  private Array2DRowRealMatrix inputs(int lane) {
    double[][] inputs = new double[rows()][dim];
    for (int s = 0; s < context; s++) {
      for (int i = 0; i < dim; i++) {
        inputs[s][i] = input(s, i, lane);
      }
      inputs[s] = features(inputs[s]);
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

  private RealVector solve(Array2DRowRealMatrix inputs, RealVector labels) {
    if (features.isEmpty() && inputs.getRowDimension() >= inputs.getColumnDimension()) {
      DecompositionSolver solver = new QRDecomposition(inputs).getSolver();
      try {
        return solver.solve(labels);
      } catch (SingularMatrixException singular) {
        // falls through to the solution of least norm
      }
    }
    return coordinates.operate(
        new SingularValueDecomposition(inputs.multiply(coordinates)).getSolver().solve(labels));
  }
}
