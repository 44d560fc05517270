package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The equations of the polynomial of what sequences have shown that is nearest to some answers.
 *
 * <pre>
 *   f_k = B_t (A_t / a)^k s_t,   N[k,l] = Σ ⟨f_k, f_l⟩,   r[k] = Σ ⟨f_k, y⟩,   c_k = (N⁻¹ r)[k] / a^k
 * </pre>
 *
 * <p>Sums are over all states that are added, in their order. N is solved by the singular values of
 * Commons Math, which leaves out what no sequence tells: its arithmetic is plain Java in one order,
 * and its bits are the same everywhere.
 *
 * <p><b>Cost</b> a state, for K terms and n features: 2 K n² + K² n multiply-adds, K n for each
 * right side.
 */
final class PolynomialEquations {

  private final double scale;
  private final double[] power;
  private final double[] product;
  private final double[][] features;
  private final double[][] normal;

  /**
   * @param terms K
   * @param dim n
   * @param scale a, about the norm of A
   */
  PolynomialEquations(int terms, int dim, double scale) {
    this.scale = scale;
    power = new double[dim];
    product = new double[dim];
    features = new double[terms][dim];
    normal = new double[terms][terms];
  }

  /** Adds the state that a sequence has come to. */
  void add(PrefixMoments seen) {
    writeFeatures(seen);
    for (int k = 0; k < normal.length; k++) {
      for (int l = 0; l < normal.length; l++) {
        normal[k][l] = dot(features[k], features[l], normal[k][l]);
      }
    }
  }

  /** Adds what was answered to that state to a right side, [K]. */
  void add(double[] right, double[] answer) {
    for (int k = 0; k < right.length; k++) {
      right[k] = dot(features[k], answer, right[k]);
    }
  }

  private void writeFeatures(PrefixMoments seen) {
    System.arraycopy(seen.state(), 0, power, 0, power.length);
    seen.cross(features[0], power);
    for (int k = 1; k < features.length; k++) {
      seen.gram(product, power);
      for (int i = 0; i < power.length; i++) {
        power[i] = product[i] / scale;
      }
      seen.cross(features[k], power);
    }
  }

  private static double dot(double[] x, double[] y, double start) {
    double sum = start;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }

  /** The first so many coefficients, c_k a^k, where there are no others. */
  double[] solve(int terms, double[] right) {
    double[][] some = new double[terms][];
    double[] ofThem = new double[terms];
    for (int k = 0; k < terms; k++) {
      some[k] = Arrays.copyOf(normal[k], terms);
      ofThem[k] = right[k];
    }
    return new SingularValueDecomposition(new Array2DRowRealMatrix(some, false))
        .getSolver()
        .solve(new ArrayRealVector(ofThem, false))
        .toArray();
  }

  /** Σ ‖q‖² of the polynomial that {@link #solve} has found. */
  double squares(double[] scaled) {
    double sum = 0;
    for (int k = 0; k < scaled.length; k++) {
      for (int l = 0; l < scaled.length; l++) {
        sum = Math.fma(scaled[k] * normal[k][l], scaled[l], sum);
      }
    }
    return sum;
  }

  /** c_k. */
  List<Double> coefficients(double[] scaled) {
    List<Double> coefficients = new ArrayList<>();
    double unit = 1;
    for (double each : scaled) {
      coefficients.add(each / unit);
      unit *= scale;
    }
    return coefficients;
  }
}
