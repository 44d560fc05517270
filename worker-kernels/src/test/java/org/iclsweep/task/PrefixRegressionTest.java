package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/**
 * What regression on the transitions so far loses on sequences of von Oswald et al. (2023): numbers
 * of 3,000 sequences of another generator, with their standard errors.
 *
 * <pre>
 *   A_t = Σ_{j<=t} s_{j-1} s_{j-1}ᵀ,   B_t = Σ_{j<=t} s_j s_{j-1}ᵀ
 *   ridge: ŷ_t = B_t (A_t + 0.001 I)⁻¹ s_t,   gradient descent: ŷ_t = 0.032 B_t s_t
 * </pre>
 */
class PrefixRegressionTest {

  private static final int DIM = 10;
  private static final int LENGTH = 50;
  private static final Dynamics TASK =
      new Dynamics(DIM, LENGTH, 42)
          .withTransition(Transition.orthogonal())
          .withStates(States.PLAIN.withNoise(0.01));

  private final Moments ridge = new Moments();
  private final Moments descent = new Moments();
  private final Moments[] ofRidge = new Moments[LENGTH];

  @Test
  void regressionOnWhatCameBeforeLosesWhatIsKnown() {
    Arrays.setAll(ofRidge, t -> new Moments());
    for (double[][] states : Sequences.of(TASK, 2_000).observations) {
      add(states);
    }
    assertKnown(ridge, 0.183, 0.0012);
    assertKnown(descent, 0.905, 0.009);
    assertKnown(ofRidge[0], 1.665, 0.0088);
    assertKnown(ofRidge[1], 1.497, 0.0088);
    assertKnown(ofRidge[4], 0.993, 0.0088);
    // all states are known of, up to noise: half of n 0.01², and somewhat more for the error of W
    assertThat(ofRidge[LENGTH - 1].mean()).isBetween(5e-4, 7e-4);
  }

  private static void assertKnown(Moments measured, double expected, double error) {
    double both = Math.hypot(measured.standardError(), error);
    assertThat(measured.mean()).isCloseTo(expected, within(4 * both));
  }

  private void add(double[][] states) {
    RealMatrix a = new Array2DRowRealMatrix(DIM, DIM);
    RealMatrix b = new Array2DRowRealMatrix(DIM, DIM);
    for (int i = 0; i < DIM; i++) {
      a.setEntry(i, i, 0.001);
    }
    double sumOfRidge = 0;
    double sumOfDescent = 0;
    for (int t = 0; t < LENGTH; t++) {
      RealVector state = new ArrayRealVector(states[t]);
      RealVector next = new ArrayRealVector(states[t + 1]);
      if (t > 0) {
        RealVector before = new ArrayRealVector(states[t - 1]);
        a = a.add(before.outerProduct(before));
        b = b.add(state.outerProduct(before));
      }
      RealVector solution = new CholeskyDecomposition(a).getSolver().solve(state);
      double loss = half(next.subtract(b.operate(solution)));
      ofRidge[t].add(loss);
      sumOfRidge += loss;
      sumOfDescent += half(next.subtract(b.operate(state).mapMultiply(0.032)));
    }
    ridge.add(sumOfRidge / LENGTH);
    descent.add(sumOfDescent / LENGTH);
  }

  private static double half(RealVector error) {
    return error.dotProduct(error) / 2;
  }
}
