package org.iclsweep.learner;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The quadrature of Gauss of a measure that is known by its moments.
 *
 * <pre>  ∫ f dμ = Σ_i w_i f(s_i)  for every polynomial f of degree below 2 K, K nodes  </pre>
 *
 * <p>The coefficients of the recurrence of the measure's orthogonal polynomials come from the
 * moments by Chebyshev's algorithm, nodes from the eigenvalues of the Jacobi matrix, polished by
 * Newton's method, and weights from
 *
 * <pre>
 *   π_{k+1}(s) = (s - α_k) π_k(s) - β_k π_{k-1}(s),   w_i = β_0 .. β_{K-1} / (π_{K-1}(s_i) π'_K(s_i))
 * </pre>
 *
 * <p><b>Error.</b> None beyond the rounding of nodes and weights to double: all but the eigenvalues
 * is in decimals. From moments to coefficients less than two digits a node are lost, for which four
 * are carried; from coefficients to nodes hardly any.
 *
 * @see <a href="https://doi.org/10.1137/0903018">Gautschi (1982), On generating orthogonal
 *     polynomials, section 2</a>
 * @see <a href="https://doi.org/10.1090/S0025-5718-69-99647-1">Golub and Welsch (1969)</a>
 */
final class GaussQuadrature {

  private static final int NEWTON_STEPS = 3;
  private static final MathContext DIGITS = new MathContext(60);

  private final BigDecimal[] alpha;
  private final BigDecimal[] beta;
  private final double[] nodes;
  private final double[] weights;

  private GaussQuadrature(List<BigInteger> moments) {
    int size = moments.size() / 2;
    alpha = new BigDecimal[size];
    beta = new BigDecimal[size];
    chebyshev(moments, new MathContext(DIGITS.getPrecision() + 4 * size));
    nodes = jacobiEigenvalues();
    weights = new double[size];
    for (int i = 0; i < size; i++) {
      polish(i);
    }
  }

  /**
   * The quadrature, nodes ascending.
   *
   * @param moments ∫ s^k dμ for k = 0 .. 2 K - 1
   */
  static Quadrature of(List<BigInteger> moments) {
    GaussQuadrature gauss = new GaussQuadrature(moments);
    return new Quadrature(gauss.nodes, gauss.weights);
  }

  /** σ_k[l] = ∫ π_k(s) s^l dμ from those of k - 1 and k - 2. */
  private void chebyshev(List<BigInteger> moments, MathContext digits) {
    BigDecimal[] before = new BigDecimal[moments.size()];
    BigDecimal[] sigma = new BigDecimal[moments.size()];
    for (int l = 0; l < sigma.length; l++) {
      before[l] = ZERO;
      sigma[l] = new BigDecimal(moments.get(l));
    }
    BigDecimal ratio = ZERO;
    beta[0] = sigma[0];
    for (int k = 0; ; k++) {
      BigDecimal next = sigma[k + 1].divide(sigma[k], digits);
      alpha[k] = next.subtract(ratio, digits);
      if (k + 1 == alpha.length) {
        return;
      }
      ratio = next;
      BigDecimal[] after = new BigDecimal[sigma.length];
      for (int l = k + 1; l < sigma.length - k - 1; l++) {
        BigDecimal known = alpha[k].multiply(sigma[l]);
        if (k > 0) {
          known = known.add(beta[k].multiply(before[l]));
        }
        after[l] = sigma[l + 1].subtract(known, digits);
      }
      beta[k + 1] = after[k + 1].divide(sigma[k], digits);
      before = sigma;
      sigma = after;
    }
  }

  private double[] jacobiEigenvalues() {
    double[] diagonal = new double[alpha.length];
    double[] beside = new double[alpha.length - 1];
    for (int k = 0; k < alpha.length; k++) {
      diagonal[k] = alpha[k].doubleValue();
      if (k > 0) {
        beside[k - 1] = Math.sqrt(beta[k].doubleValue());
      }
    }
    double[] eigenvalues = new EigenDecomposition(diagonal, beside).getRealEigenvalues();
    Arrays.sort(eigenvalues);
    return eigenvalues;
  }

  private void polish(int i) {
    BigDecimal node = new BigDecimal(nodes[i]);
    Polynomials at = new Polynomials(node);
    for (int step = 0; step < NEWTON_STEPS; step++) {
      node = node.subtract(at.value.divide(at.slope, DIGITS), DIGITS);
      at = new Polynomials(node);
    }
    BigDecimal norm = ONE;
    for (BigDecimal factor : beta) {
      norm = norm.multiply(factor, DIGITS);
    }
    nodes[i] = node.doubleValue();
    weights[i] = norm.divide(at.before.multiply(at.slope, DIGITS), DIGITS).doubleValue();
  }

  /** π_{K-1}, π_K and π'_K at a point. */
  private final class Polynomials {
    private BigDecimal before = ZERO;
    private BigDecimal value = ONE;
    private BigDecimal slope = ZERO;

    Polynomials(BigDecimal s) {
      BigDecimal slopeBefore = ZERO;
      for (int k = 0; k < alpha.length; k++) {
        BigDecimal left = s.subtract(alpha[k], DIGITS);
        BigDecimal nextSlope =
            left.multiply(slope).add(value).subtract(beta[k].multiply(slopeBefore), DIGITS);
        BigDecimal next = left.multiply(value).subtract(beta[k].multiply(before), DIGITS);
        slopeBefore = slope;
        slope = nextSlope;
        before = value;
        value = next;
      }
    }
  }
}
