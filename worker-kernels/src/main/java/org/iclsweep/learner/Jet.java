package org.iclsweep.learner;

/**
 * A number that depends on parameters x, with its first derivatives, and its second ones if they
 * are wanted: differentiation forwards.
 *
 * <p><b>Cost.</b> A product takes 3 operations a parameter, and 7 a pair of parameters where second
 * derivatives are wanted; all in one fixed order.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898717761">Griewank and Walther (2008), chapter
 *     13</a>
 */
final class Jet {

  private final double value;
  private final double[] slopes;
  private final double[][] curvatures;

  private Jet(double value, int parameters, boolean second) {
    this.value = value;
    slopes = new double[parameters];
    curvatures = second ? new double[parameters][parameters] : new double[0][];
  }

  /** A number that depends on nothing. */
  static Jet constant(double value, int parameters, boolean second) {
    return new Jet(value, parameters, second);
  }

  /** All parameters, each with itself as its value. */
  static Jet[] parameters(double[] x, boolean second) {
    Jet[] jets = new Jet[x.length];
    for (int j = 0; j < x.length; j++) {
      jets[j] = new Jet(x[j], x.length, second);
      jets[j].slopes[j] = 1;
    }
    return jets;
  }

  double value() {
    return value;
  }

  /** ∂/∂x_j; not to be written to. */
  double[] slopes() {
    return slopes;
  }

  /** ∂²/∂x_j ∂x_k, exactly symmetric; not to be written to. */
  double[][] curvatures() {
    return curvatures;
  }

  Jet times(Jet other) {
    Jet product = new Jet(value * other.value, slopes.length, curvatures.length > 0);
    for (int j = 0; j < slopes.length; j++) {
      product.slopes[j] = value * other.slopes[j] + other.value * slopes[j];
    }
    for (int j = 0; j < curvatures.length; j++) {
      for (int k = 0; k < curvatures.length; k++) {
        double mixed = slopes[j] * other.slopes[k] + slopes[k] * other.slopes[j];
        product.curvatures[j][k] =
            value * other.curvatures[j][k] + mixed + other.value * curvatures[j][k];
      }
    }
    return product;
  }

  /** 1 minus this. */
  Jet fromOne() {
    Jet rest = new Jet(1 - value, slopes.length, curvatures.length > 0);
    for (int j = 0; j < slopes.length; j++) {
      rest.slopes[j] = -slopes[j];
    }
    for (int j = 0; j < curvatures.length; j++) {
      for (int k = 0; k < curvatures.length; k++) {
        rest.curvatures[j][k] = -curvatures[j][k];
      }
    }
    return rest;
  }

  Jet plus(Jet other) {
    Jet sum = new Jet(value + other.value, slopes.length, curvatures.length > 0);
    for (int j = 0; j < slopes.length; j++) {
      sum.slopes[j] = slopes[j] + other.slopes[j];
    }
    for (int j = 0; j < curvatures.length; j++) {
      for (int k = 0; k < curvatures.length; k++) {
        sum.curvatures[j][k] = curvatures[j][k] + other.curvatures[j][k];
      }
    }
    return sum;
  }
}
