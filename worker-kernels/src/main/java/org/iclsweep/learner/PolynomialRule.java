package org.iclsweep.learner;

import java.util.List;

/** B_t q(A_t) s_t, by Horner's rule. */
final class PolynomialRule implements PrefixRule {

  private final List<Double> coefficients;
  private final double[] value;
  private final double[] product;

  /**
   * @param coefficients of q, from that of A⁰
   */
  PolynomialRule(List<Double> coefficients, int dim) {
    this.coefficients = List.copyOf(coefficients);
    value = new double[dim];
    product = new double[dim];
  }

  @Override
  public void answer(PrefixMoments seen, double[] next) {
    double[] state = seen.state();
    int last = coefficients.size() - 1;
    for (int i = 0; i < value.length; i++) {
      value[i] = coefficients.get(last) * state[i];
    }
    for (int k = last - 1; k >= 0; k--) {
      seen.gram(product, value);
      for (int i = 0; i < value.length; i++) {
        value[i] = Math.fma(coefficients.get(k), state[i], product[i]);
      }
    }
    seen.cross(next, value);
  }
}
