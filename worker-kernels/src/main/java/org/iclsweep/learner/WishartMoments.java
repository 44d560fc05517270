package org.iclsweep.learner;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.fraction.BigFractionField;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.apache.commons.math3.linear.FieldMatrix;

/**
 * Moments of the eigenvalues of W = X Xᵀ, X a matrix [p, N] of draws from N(0, 1), p ≤ N: whole
 * numbers, exactly.
 *
 * <p>The joint density of the eigenvalues is proportional to Π_{i&lt;j} |λ_i - λ_j| Π_i w(λ_i) with
 * w(λ) = λ^((N-p-1)/2) exp(-λ/2). By de Bruijn its integral is a Pfaffian, and replacing w by (1 +
 * ε λ^k) w shows
 *
 * <pre>
 *   E tr W^k = d/dε log Pf M = ½ tr(M⁻¹ M'_k),   M'_k[i,j] = I(i+k, j) + I(i, j+k)
 *   M[i,j] = I(i,j) ∝ ∫∫ sgn(x - y) x^i y^j w(x) w(y) dx dy,   i, j = 0 .. p-1
 *   I(i,p) = -I(p,i) ∝ ∫ x^i w(x) dx  is one more row and column where p is odd
 * </pre>
 *
 * <p>Up to factors that cancel, with c = N - p + 1, partial integration gives whole numbers:
 *
 * <pre>
 *   I(i,i) = 0,   I(j,i) = -I(i,j),   I(i+1,j) = (2i + c) I(i,j) + c (c+1) .. (c + i+j - 1)
 *   I(0,p) = 1,   I(i+1,p) = (2i + c) I(i,p)
 * </pre>
 *
 * <p><b>Error.</b> None.
 *
 * <p><b>Cost.</b> p³ operations on fractions of about p log N digits, and p² products a moment.
 *
 * @see <a href="https://doi.org/10.1016/C2009-0-22297-5">Mehta (2004), Random matrices, appendix
 *     A.17</a>; de Bruijn (1955), "On some multiple integrals involving determinants", J. Indian
 *     Math. Soc. 19, 133-151
 */
final class WishartMoments {

  private final int size;
  private final int shift;
  private final BigInteger[][] integrals;
  private final BigInteger[][] inverse;
  private final BigInteger denominator;

  private WishartMoments(int size, int draws, int count) {
    this.size = size;
    shift = draws - size + 1;
    integrals = integrals(size + count - 1);
    BigFraction[][] exact = inverse();
    BigInteger common = BigInteger.ONE;
    for (BigFraction[] row : exact) {
      for (BigFraction entry : row) {
        BigInteger own = entry.getDenominator();
        common = common.divide(common.gcd(own)).multiply(own);
      }
    }
    denominator = common;
    inverse = new BigInteger[exact.length][exact.length];
    for (int i = 0; i < exact.length; i++) {
      for (int j = 0; j < exact.length; j++) {
        inverse[i][j] = exact[i][j].multiply(common).getNumerator();
      }
    }
  }

  /**
   * E tr W^k for k = 0 .. count - 1.
   *
   * @param size p
   * @param draws N
   */
  static List<BigInteger> of(int size, int draws, int count) {
    WishartMoments moments = new WishartMoments(size, draws, count);
    List<BigInteger> all = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      all.add(moments.moment(k));
    }
    return all;
  }

  /** I(i,j) for i below {@code rows}; column p is that of single integrals. */
  private BigInteger[][] integrals(int rows) {
    BigInteger[][] table = new BigInteger[rows][size + 1];
    table[0][size] = BigInteger.ONE;
    for (int i = 0; i + 1 < rows; i++) {
      table[i + 1][size] = table[i][size].multiply(BigInteger.valueOf(2L * i + shift));
    }
    for (int j = 0; j < size; j++) {
      table[j][j] = BigInteger.ZERO;
      BigInteger rising = rising(2 * j);
      for (int i = j; i + 1 < rows; i++) {
        BigInteger grown = table[i][j].multiply(BigInteger.valueOf(2L * i + shift));
        table[i + 1][j] = grown.add(rising);
        rising = rising.multiply(BigInteger.valueOf(shift + i + j));
        if (i + 1 < size) {
          table[j][i + 1] = table[i + 1][j].negate();
        }
      }
    }
    return table;
  }

  /** c (c+1) .. (c + factors - 1). */
  private BigInteger rising(int factors) {
    BigInteger product = BigInteger.ONE;
    for (int k = 0; k < factors; k++) {
      product = product.multiply(BigInteger.valueOf(shift + k));
    }
    return product;
  }

  private BigFraction[][] inverse() {
    int order = size + size % 2;
    BigFraction[][] matrix = new BigFraction[order][order];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < order; j++) {
        matrix[i][j] = new BigFraction(integrals[i][j]);
        if (j == size) {
          matrix[j][i] = matrix[i][j].negate();
          matrix[j][j] = BigFraction.ZERO;
        }
      }
    }
    FieldMatrix<BigFraction> field =
        new Array2DRowFieldMatrix<>(BigFractionField.getInstance(), matrix, false);
    return new FieldLUDecomposition<>(field).getSolver().getInverse().getData();
  }

  /** ½ tr(M⁻¹ M'_k), both antisymmetric, so that one of the two terms of M'_k is enough. */
  private BigInteger moment(int k) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < inverse.length; j++) {
        sum = sum.add(inverse[j][i].multiply(integrals[i + k][j]));
      }
    }
    return sum.divide(denominator);
  }
}
