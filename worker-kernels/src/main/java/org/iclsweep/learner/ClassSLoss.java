package org.iclsweep.learner;

import static org.iclsweep.spec.Requirements.require;

/**
 * The loss of linear attention within class S, expected over contexts, teachers and queries,
 * exactly: layer l is a step of gradient descent with the inverse covariance as its preconditioner
 * and rate a_l, which also shrinks inputs by b_l.
 *
 * <pre>
 *   A_l = a_l Σ⁻¹,   B_l = b_l I,   s the eigenvalues of the whitened context's Ĝ = X Xᵀ / N
 *   u = s, r = 1;  each layer:  r ← r (1 - a_l u),   u ← u (1 - b_l a_l u)²
 *   f = E Σ r²
 * </pre>
 *
 * <p>r² is a polynomial in s of degree 3^L - 1, or 2 L where inputs are not moved: a quadrature of
 * Gauss leaves nothing out, whatever the tails. f is the mean squared error where the labels'
 * variance is d, as in the paper; a loss of ours is half of it, times the variances.
 *
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorems 3 and 4</a>
 */
public final class ClassSLoss {

  /** 3^5 - 1 takes 122 nodes, the last with a weight of about 1e-185. */
  private static final int DEEPEST = 5;

  private final Quadrature spectrum;
  private final int depth;
  private final boolean moves;

  private ClassSLoss(Quadrature spectrum, int depth, boolean moves) {
    this.spectrum = spectrum;
    this.depth = depth;
    this.moves = moves;
  }

  /** Of layers that leave the inputs where they are: b = 0, theorem 3. */
  public static ClassSLoss sparse(WishartSpectrum spectrum, int depth) {
    return new ClassSLoss(spectrum.quadrature(2 * depth), depth, false);
  }

  /**
   * Of layers that move inputs, too: theorem 4.
   *
   * @throws IllegalArgumentException if there are so many layers that the quadrature's weights
   *     leave the range of numbers
   */
  public static ClassSLoss blocks(WishartSpectrum spectrum, int depth) {
    require(depth <= DEEPEST, "depth", depth, DEEPEST + " or less, for class S to be computed");
    int degree = 1;
    for (int l = 0; l < depth; l++) {
      degree *= 3;
    }
    return new ClassSLoss(spectrum.quadrature(degree - 1), depth, true);
  }

  /** The eigenvalues. */
  Quadrature spectrum() {
    return spectrum;
  }

  /** L. */
  int depth() {
    return depth;
  }

  /** How many numbers a point has: a_1 .. a_L, then b_1 .. b_{L-1} where inputs are moved. */
  int size() {
    return moves ? 2 * depth - 1 : depth;
  }

  /**
   * f at a point.
   *
   * @param point a_1 .. a_L, then b_1 .. b_{L-1} where inputs are moved
   */
  public double at(double[] point) {
    double sum = 0;
    for (Jet r : residuals(point, false)) {
      sum += r.value() * r.value();
    }
    return sum;
  }

  /** f at a point, with first and second derivatives. */
  Jet jet(double[] point) {
    Jet sum = Jet.constant(0, point.length, true);
    for (Jet r : residuals(point, true)) {
      sum = sum.plus(r.times(r));
    }
    return sum;
  }

  /**
   * √w r at every node of the quadrature, the squares of which f is the sum, with derivatives.
   *
   * @param second whether second derivatives are wanted
   */
  Jet[] residuals(double[] point, boolean second) {
    Jet[] x = Jet.parameters(point, second);
    Jet[] residuals = new Jet[spectrum.size()];
    for (int i = 0; i < residuals.length; i++) {
      Jet u = Jet.constant(spectrum.node(i), point.length, second);
      Jet r = Jet.constant(Math.sqrt(spectrum.weight(i)), point.length, second);
      for (int l = 0; l < depth; l++) {
        Jet step = x[l].times(u);
        r = r.times(step.fromOne());
        if (depth + l < point.length) {
          Jet left = x[depth + l].times(step).fromOne();
          u = u.times(left).times(left);
        }
      }
      residuals[i] = r;
    }
    return residuals;
  }
}
