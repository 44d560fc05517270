package org.iclsweep.learner;

import static org.iclsweep.spec.Requirements.atLeastOne;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The eigenvalues of the Gram matrix of a context, over all contexts of inputs N(0, I): their mean
 * distribution, known by its moments, without sampling.
 *
 * <pre>
 *   Ĝ = X Xᵀ / N,   X [d, N] of draws from N(0, 1)
 *   E tr f(Ĝ) = Σ_i w_i f(s_i)  for every polynomial f of degree below twice the nodes
 * </pre>
 *
 * <p>Where N is less than d, d - N eigenvalues are 0, and the others are those of Xᵀ X / N.
 *
 * <p><b>Error.</b> Nodes and weights are right to the last bit, so that of f's values.
 *
 * @param dim d
 * @param context N
 */
public record WishartSpectrum(int dim, int context) {

  public WishartSpectrum {
    atLeastOne("dim", dim);
    atLeastOne("context", context);
  }

  /** E tr Ĝ^k, exactly. */
  BigFraction moment(int k) {
    if (k == 0) {
      return new BigFraction(dim);
    }
    return new BigFraction(whole(k + 1).get(k), BigInteger.valueOf(context).pow(k));
  }

  /** A sum that is E tr f(Ĝ) for every polynomial f of at most this degree. */
  public Quadrature quadrature(int degree) {
    Quadrature positive = GaussQuadrature.of(whole(2 * (degree / 2 + 1))).dividedBy(context);
    return context < dim ? positive.with(0, dim - context) : positive;
  }

  /**
   * The roots of the polynomial p of so many with the least E tr p(Ĝ)² among those with p(0) = 1:
   * positive, ascending.
   *
   * <p>Orthogonal to s q(s) for every q of lower degree, it is an orthogonal polynomial of the
   * measure s dμ(s), and its roots are nodes of that one's quadrature.
   */
  double[] rootsOfBestPolynomial(int degree) {
    List<BigInteger> moments = whole(2 * degree + 1);
    Quadrature shifted = GaussQuadrature.of(moments.subList(1, moments.size())).dividedBy(context);
    double[] roots = new double[degree];
    Arrays.setAll(roots, shifted::node);
    return roots;
  }

  /** E tr (X Xᵀ)^k of the eigenvalues that need not be 0, for k below {@code count}. */
  private List<BigInteger> whole(int count) {
    return WishartMoments.of(Math.min(dim, context), Math.max(dim, context), count);
  }
}
