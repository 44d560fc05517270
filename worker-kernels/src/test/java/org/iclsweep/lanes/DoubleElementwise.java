package org.iclsweep.lanes;

/** The formulas of softmax, the activation functions and layer normalisation, in double. */
final class DoubleElementwise {

  static final double EPSILON = 1e-5f;

  private DoubleElementwise() {}

  static double[] softmax(double[] x) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (double value : x) {
      sum += Math.exp(value - max);
    }
    double[] out = new double[x.length];
    for (int s = 0; s < x.length; s++) {
      out[s] = Math.exp(x[s] - max) / sum;
    }
    return out;
  }

  /** The argument of the logistic function: twice that of the tanh. */
  static double geluArgument(double x) {
    return 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
  }

  /** Written with the logistic function, since 1 + tanh cancels for negative x. */
  static double gelu(double x) {
    return x / (1 + Math.exp(-geluArgument(x)));
  }

  static double[] normal(double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] out = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      out[j] = (x[j] - mean) / Math.sqrt(variance + EPSILON);
    }
    return out;
  }

  static double[] layerNorm(double[] x, double[] scale, double[] offset) {
    double[] out = normal(x);
    for (int j = 0; j < x.length; j++) {
      out[j] = out[j] * scale[j] + offset[j];
    }
    return out;
  }
}
