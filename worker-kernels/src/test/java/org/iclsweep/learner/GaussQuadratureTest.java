package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nodes and weights against published ones, and against the moments that they came from. */
class GaussQuadratureTest {

  /** ∫ s^k exp(-s) ds = k! */
  private static List<BigInteger> factorials(int count) {
    return Stream.iterate(
            new BigInteger[] {BigInteger.ONE, BigInteger.ONE},
            kept -> new BigInteger[] {kept[0].multiply(kept[1]), kept[1].add(BigInteger.ONE)})
        .limit(count)
        .map(kept -> kept[0])
        .toList();
  }

  /** Gauss-Laguerre with 5 nodes: Abramowitz and Stegun (1964), table 25.9. */
  @Test
  void nodesAndWeightsAreThePublishedOnes() {
    Quadrature laguerre = GaussQuadrature.of(factorials(10));
    double[] nodes = {
      0.263560319718, 1.413403059107, 3.596425771041, 7.085810005859, 12.640800844276
    };
    double[] weights = {
      5.21755610583e-1, 3.98666811083e-1, 7.59424496817e-2, 3.61175867992e-3, 2.33699723858e-5
    };
    assertThat(laguerre.size()).isEqualTo(5);
    for (int i = 0; i < 5; i++) {
      assertThat(laguerre.node(i)).isCloseTo(nodes[i], within(6e-13));
      assertThat(laguerre.weight(i) / weights[i]).isCloseTo(1, within(1e-11));
    }
  }

  /** Relative error 2^-53 of a node is k times that of its power. */
  @Test
  void momentsComeBack() {
    List<BigInteger> moments = factorials(160);
    Quadrature laguerre = GaussQuadrature.of(moments);
    for (int k = 0; k < 160; k++) {
      double sum = 0;
      for (int i = 0; i < laguerre.size(); i++) {
        double term = laguerre.weight(i);
        for (int j = 0; j < k; j++) {
          term *= laguerre.node(i);
        }
        sum += term;
      }
      assertThat(sum / moments.get(k).doubleValue()).isCloseTo(1, within((2 * k + 80) * 0x1p-53));
    }
  }
}
