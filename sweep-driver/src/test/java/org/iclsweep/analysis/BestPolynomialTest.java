package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import breeze.linalg.DenseMatrix;
import breeze.linalg.DenseMatrix$mcD$sp;
import breeze.linalg.DenseVector;
import breeze.linalg.eig;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.iclsweep.learner.ClassS;
import org.iclsweep.learner.Quadrature;
import org.iclsweep.learner.WishartSpectrum;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rates of class S without moves of inputs, found another way: the best polynomial 1 + Σ c_j s^j by
 * its normal equations, its roots as eigenvalues of a companion matrix, by Breeze.
 *
 * <p>Breeze's last digits may differ with the register's width, and so this is a check within a
 * tolerance, not the learner's way: what trials keep is the same on every machine.
 */
class BestPolynomialTest {

  private static double[] moments(int dim, int context, int count) {
    Quadrature spectrum = new WishartSpectrum(dim, context).quadrature(count - 1);
    double[] moments = new double[count];
    for (int k = 0; k < count; k++) {
      int power = k;
      moments[k] = spectrum.integral(s -> Math.pow(s, power));
    }
    return moments;
  }

  /** c_1 .. c_L: Σ_j c_j m_{i+j} = -m_i. */
  private static RealVector coefficients(double[] moments, int degree) {
    RealMatrix matrix = new Array2DRowRealMatrix(degree, degree);
    RealVector right = new ArrayRealVector(degree);
    for (int i = 0; i < degree; i++) {
      right.setEntry(i, -moments[i + 1]);
      for (int j = 0; j < degree; j++) {
        matrix.setEntry(i, j, moments[i + j + 2]);
      }
    }
    return new LUDecomposition(matrix).getSolver().solve(right);
  }

  /** Zeros of a^L + c_1 a^(L-1) + .. + c_L, the inverse roots, ascending. */
  @SuppressWarnings("unchecked")
  private static double[] inverseRoots(RealVector coefficients) {
    int degree = coefficients.getDimension();
    double[] companion = new double[degree * degree];
    for (int j = 0; j < degree; j++) {
      companion[j * degree] = -coefficients.getEntry(j);
      if (j + 1 < degree) {
        companion[j * degree + j + 1] = 1;
      }
    }
    DenseMatrix<Object> matrix =
        new DenseMatrix$mcD$sp(degree, degree, companion, 0, degree, false);
    var decomposition = eig.Eig_DM_Impl$.MODULE$.apply(matrix);
    DenseVector<Object> imaginary = (DenseVector<Object>) decomposition.eigenvaluesComplex();
    assertThat((double[]) imaginary.copy().data()).containsOnly(0);
    double[] zeros =
        ((double[]) ((DenseVector<Object>) decomposition.eigenvalues()).copy().data()).clone();
    Arrays.sort(zeros);
    return zeros;
  }

  private static double[] rates(int dim, int context, int steps) {
    LinearRegression task =
        new LinearRegression(dim, context, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    List<Double> rates = new ClassS(steps, false).fit(task, 0).learningRates();
    return rates.stream().mapToDouble(rate -> rate).sorted().toArray();
  }

  /**
   * To as many digits as the normal equations leave: of degree 6 they have lost eight of sixteen.
   */
  @ParameterizedTest
  @CsvSource({"5, 20, 1", "5, 20, 2", "5, 20, 3", "5, 20, 4", "5, 3, 2", "10, 40, 4", "3, 9, 6"})
  void ratesAreTheInverseRootsOfTheBestPolynomial(int dim, int context, int steps) {
    double[] moments = moments(dim, context, 2 * steps + 1);
    assertThat(rates(dim, context, steps))
        .containsExactly(inverseRoots(coefficients(moments, steps)), within(1e-7));
  }

  @Test
  void momentsAreThePublishedOnes() {
    assertThat(moments(5, 20, 9))
        .containsExactly(
            new double[] {5, 5, 6.5, 10.05, 17.45, 32.9265, 66.2607, 140.620961, 312.512162},
            within(1e-4));
  }
}
