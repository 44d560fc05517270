package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.learner.Preconditioner.Solver;
import org.junit.jupiter.api.Test;

/** Against the same of matrices, as they are written. */
class PreconditionerTest {

  private static final double RIDGE = 0.03;
  private static final double[][] INPUTS = inputs();

  private static double[][] inputs() {
    Random random = new Random(3);
    double[][] inputs = new double[9][4];
    for (double[] each : inputs) {
      for (int i = 0; i < each.length; i++) {
        each[i] = random.nextGaussian();
      }
    }
    return inputs;
  }

  /** Of those before it: an input is not in the sum that weighs it. */
  private static RealMatrix before(int t) {
    RealMatrix sum = MatrixUtils.createRealIdentityMatrix(4).scalarMultiply(RIDGE);
    for (int j = 0; j < t; j++) {
      RealMatrix column = MatrixUtils.createColumnRealMatrix(INPUTS[j]);
      sum = sum.add(column.multiply(column.transpose()));
    }
    return sum;
  }

  private static void assertEach(double[] measured, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(measured[i]).isCloseTo(expected[i], within(1e-10 * (1 + Math.abs(expected[i]))));
    }
  }

  @Test
  void exactlyIsByTheInverse() {
    Preconditioner exact = Preconditioner.exact(RIDGE);
    double[][] measured = exact.of(INPUTS, exact.stored());
    for (int t = 0; t < INPUTS.length; t++) {
      RealMatrix inverse = new LUDecomposition(before(t)).getSolver().getInverse();
      assertEach(measured[t], inverse.operate(INPUTS[t]));
    }
  }

  /** The authors' recursion of matrices, by Frobenius norms. */
  @Test
  void byTheLearnedSolverIsByItsPolynomial() {
    SolverValues values = SolverValues.CONTRACTING;
    Preconditioner learned = Preconditioner.learned(values, RIDGE);
    assertSolves(learned.of(INPUTS, learned.stored()), values.alphas(6), values.betas(6));
    assertThat(learned.isFitted()).isFalse();
    // 4 d² of sums and the norm; two products of d² a step
    assertThat(learned.operations(4, 9)).isEqualTo(9 * (4 + 2 * 6) * 16);
    assertThat(Preconditioner.exact(RIDGE).operations(4, 9))
        .isEqualTo(9 * (4 * 16 + RidgeRule.operations(4)));
  }

  @Test
  void stepsThatAreFittedAreOfAnyNumber() {
    Preconditioner fitted =
        new Preconditioner(Solver.SECOND_ORDER, new SolverSpec(SolverValues.FITTED, 3, RIDGE));
    List<Double> alphas = List.of(1.1, 3.2, 1.7);
    List<Double> betas = List.of(0.0, .4, 1.3);
    assertSolves(fitted.of(INPUTS, LearnerFit.ofSolver(alphas, betas, RIDGE)), alphas, betas);
    assertThat(fitted.isFitted()).isTrue();
    assertThat(fitted.operations(4, 9)).isEqualTo(9 * (4 + 2 * 3) * 16);
  }

  private static void assertSolves(double[][] measured, List<Double> alphas, List<Double> betas) {
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(4);
    for (int t = 0; t < INPUTS.length; t++) {
      double norm = before(t).getFrobeniusNorm();
      RealMatrix scaled = before(t).scalarMultiply(1 / norm);
      RealMatrix inverse = one;
      RealMatrix previous = one;
      RealMatrix term = one;
      for (int k = 0; k < alphas.size(); k++) {
        term = term.multiply(one.subtract(scaled.scalarMultiply(alphas.get(k))));
        RealMatrix next =
            inverse.add(term).add(inverse.subtract(previous).scalarMultiply(betas.get(k)));
        previous = inverse;
        inverse = next;
      }
      assertEach(measured[t], inverse.scalarMultiply(1 / norm).operate(INPUTS[t]));
    }
  }

  @Test
  void withoutAStrengthThereIsNoInverse() {
    assertThatThrownBy(() -> Preconditioner.exact(0)).hasMessage("ridge is 0.0, must be positive");
  }
}
