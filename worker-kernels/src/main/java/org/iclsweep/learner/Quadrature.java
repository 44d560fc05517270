package org.iclsweep.learner;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** A sum over weighted nodes that stands for an integral: {@code ∫ f dμ = Σ_i w_i f(s_i)}. */
public final class Quadrature {

  private final double[] nodes;
  private final double[] weights;

  /**
   * @param nodes s
   * @param weights w
   */
  Quadrature(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /** How many nodes there are. */
  int size() {
    return nodes.length;
  }

  /** s_i. */
  double node(int i) {
    return nodes[i];
  }

  /** w_i. */
  double weight(int i) {
    return weights[i];
  }

  /** ∫ f dμ. */
  public double integral(DoubleUnaryOperator f) {
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      sum += weights[i] * f.applyAsDouble(nodes[i]);
    }
    return sum;
  }

  /** That of s / divisor. */
  Quadrature dividedBy(double divisor) {
    return new Quadrature(Arrays.stream(nodes).map(s -> s / divisor).toArray(), weights);
  }

  /** The same with one more node. */
  Quadrature with(double node, double weight) {
    return new Quadrature(append(nodes, node), append(weights, weight));
  }

  private static double[] append(double[] all, double one) {
    return DoubleStream.concat(Arrays.stream(all), DoubleStream.of(one)).toArray();
  }
}
