package org.iclsweep.learner;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.iclsweep.spec.Labelled;

/**
 * A point of class S at which no number of any layer changes the loss to first order.
 *
 * @param loss there
 * @param learningRates η of every layer
 * @param gammas γ of every layer, the last of which is 0; empty where inputs are not moved
 * @param shape what the loss does around it
 */
public record StationaryPoint(
    double loss, List<Double> learningRates, List<Double> gammas, Shape shape)
    implements Serializable {

  /** What the loss does around a stationary point. */
  public enum Shape implements Labelled {
    /** It rises in all directions. */
    MINIMUM,
    /** It falls in some direction. */
    SADDLE
  }

  public StationaryPoint {
    learningRates = List.copyOf(learningRates);
    gammas = List.copyOf(gammas);
  }

  /**
   * Of whitened inputs, as a mean of squared errors: η = a, γ = a b for every example as a share of
   * all.
   *
   * @param point a_1 .. a_L, then b_1 .. b_{L-1} where inputs are moved
   */
  static StationaryPoint of(ClassSLoss loss, double[] point) {
    List<Double> a = new ArrayList<>();
    List<Double> moves = new ArrayList<>();
    for (int l = 0; l < loss.depth(); l++) {
      a.add(point[l]);
      if (loss.size() > loss.depth()) {
        moves.add(loss.depth() + l < point.length ? point[l] * point[loss.depth() + l] : 0);
      }
    }
    Jet f = loss.jet(point);
    return new StationaryPoint(
        f.value(), a, moves, isPositive(f.curvatures()) ? Shape.MINIMUM : Shape.SADDLE);
  }

  /** The same on other scales: each number times its factor. */
  StationaryPoint times(double ofLoss, double ofRates, double ofGammas) {
    return new StationaryPoint(
        ofLoss * loss,
        learningRates.stream().map(rate -> ofRates * rate).toList(),
        gammas.stream().map(gamma -> ofGammas * gamma).toList(),
        shape);
  }

  /** By Cholesky, whose error does not depend on how unlike the scales of the numbers are. */
  private static boolean isPositive(double[][] hessian) {
    try {
      new CholeskyDecomposition(new Array2DRowRealMatrix(hessian, false), 0, 0);
      return true;
    } catch (NonPositiveDefiniteMatrixException falls) {
      return false;
    }
  }
}
