package org.iclsweep.trial;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;

/**
 * The coordinates in which a trial's inputs have no preferred direction: z of x = U D z.
 *
 * @param map U D; the identity where inputs are drawn without a covariance
 */
public record WhitenedInputs(RealMatrix map) {

  /** Those of a task's inputs. */
  public static WhitenedInputs of(InContext task) {
    int dim = task.inputDim();
    return new WhitenedInputs(
        task instanceof LinearRegression regression
            ? matrix(regression.covariance().ofInputs(dim))
            : MatrixUtils.createRealIdentityMatrix(dim));
  }

  private static RealMatrix matrix(SharedMatrix values) {
    RealMatrix matrix = new Array2DRowRealMatrix(values.rows(), values.cols());
    for (int i = 0; i < values.rows(); i++) {
      for (int j = 0; j < values.cols(); j++) {
        matrix.setEntry(i, j, values.get(i, j));
      }
    }
    return matrix;
  }

  /** (U D)ᵀ A (U D), which scores z by z' as A scores x by x'. */
  public RealMatrix scoring(RealMatrix a) {
    return map.transpose().multiply(a).multiply(map);
  }

  /** Whether they are those of the tokens. */
  public boolean isPlain() {
    return map.equals(MatrixUtils.createRealIdentityMatrix(map.getRowDimension()));
  }
}
