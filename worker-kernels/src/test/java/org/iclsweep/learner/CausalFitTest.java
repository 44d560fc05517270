package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

class CausalFitTest {

  private static final int WIDTH = 3;
  private static final int TOKENS = 5;
  private static final int HEADS = 2;
  private static final int MANY = 500;
  private static final int SIZE = HEADS * WIDTH * WIDTH;

  private static List<double[][]> sequences(int count, Random random) {
    List<double[][]> sequences = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[][] sequence = new double[TOKENS][WIDTH];
      for (double[] token : sequence) {
        for (int i = 0; i < WIDTH; i++) {
          token[i] = random.nextGaussian();
        }
      }
      sequences.add(sequence);
    }
    return sequences;
  }

  private static double[] normal(int count, Random random) {
    return random.doubles(count, -1, 1).toArray();
  }

  /** Σ_h Σ_{s≤t} n_s[i] A_h[i,j] n_t[j] B_hᵀ n_s, index by index. */
  private static double[][] layer(double[] scores, double[] values, double[][] n) {
    double[][] f = new double[TOKENS][WIDTH];
    for (int h = 0; h < HEADS; h++) {
      for (int t = 0; t < TOKENS; t++) {
        for (int s = 0; s <= t; s++) {
          double score = 0;
          for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j < WIDTH; j++) {
              score += n[s][i] * scores[(h * WIDTH + i) * WIDTH + j] * n[t][j];
            }
          }
          for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j < WIDTH; j++) {
              f[t][j] += score * n[s][i] * values[(h * WIDTH + i) * WIDTH + j];
            }
          }
        }
      }
    }
    return f;
  }

  private static RealVector flat(List<double[][]> sequences) {
    RealVector all = new ArrayRealVector();
    for (double[][] sequence : sequences) {
      for (double[] token : sequence) {
        all = all.append(new ArrayRealVector(token));
      }
    }
    return all;
  }

  private static List<double[][]> outputs(
      List<double[][]> inputs, double[] scores, double[] values) {
    return inputs.stream().map(n -> layer(scores, values, n)).toList();
  }

  /** By a QR decomposition of what every entry of A, or of B, alone would give. */
  private static double[] best(
      List<double[][]> inputs, List<double[][]> wanted, double[] other, boolean ofScores) {
    RealMatrix design = new Array2DRowRealMatrix(inputs.size() * TOKENS * WIDTH, SIZE);
    for (int k = 0; k < SIZE; k++) {
      double[] one = new double[SIZE];
      one[k] = 1;
      design.setColumnVector(
          k, flat(ofScores ? outputs(inputs, one, other) : outputs(inputs, other, one)));
    }
    return new QRDecomposition(design).getSolver().solve(flat(wanted)).toArray();
  }

  private static double unexplained(List<double[][]> fitted, List<double[][]> wanted) {
    RealVector y = flat(wanted);
    RealVector error = y.subtract(flat(fitted));
    return error.dotProduct(error) / y.dotProduct(y);
  }

  /** Of outputs that no such layer gives. */
  @Test
  void eachTurnIsTwoLeastSquares() {
    Random random = new Random(1);
    List<double[][]> inputs = sequences(8, random);
    List<double[][]> wanted = sequences(8, random);
    double[] scores = normal(SIZE, random);
    double[] values = best(inputs, wanted, scores, false);
    CausalFit fit = new CausalFit(inputs, wanted, HEADS, scores, MANY);
    for (int turn = 0; turn < 3; turn++) {
      double expected = unexplained(outputs(inputs, scores, values), wanted);
      assertThat(fit.unexplained()).isCloseTo(expected, within(1e-9));
      for (double[][] n : inputs) {
        double[][] f = layer(scores, values, n);
        double[][] own = fit.apply(n);
        for (int t = 0; t < TOKENS; t++) {
          assertThat(own[t]).containsExactly(f[t], within(1e-6));
        }
      }
      fit.turn();
      scores = best(inputs, wanted, values, true);
      values = best(inputs, wanted, scores, false);
    }
  }

  @Test
  void noTurnIsForTheWorse() {
    Random random = new Random(2);
    List<double[][]> inputs = sequences(8, random);
    CausalFit fit = new CausalFit(inputs, sequences(8, random), HEADS, normal(SIZE, random), 9);
    double before = fit.unexplained();
    for (int turn = 0; turn < 5; turn++) {
      fit.turn();
      assertThat(fit.unexplained()).isLessThan(before);
      before = fit.unexplained();
    }
  }

  /** From scores that are somewhat off. */
  @Test
  void aLayerOfThatKindIsFound() {
    Random random = new Random(3);
    List<double[][]> inputs = sequences(40, random);
    double[] scores = normal(SIZE, random);
    List<double[][]> wanted = outputs(inputs, scores, normal(SIZE, random));
    double[] start = scores.clone();
    for (int k = 0; k < SIZE; k++) {
      start[k] += random.nextGaussian() / 10;
    }
    CausalFit fit = new CausalFit(inputs, wanted, HEADS, start, 20);
    assertThat(fit.unexplained()).isGreaterThan(1e-4);
    for (int turn = 0; turn < 100; turn++) {
      fit.turn();
    }
    assertThat(fit.unexplained()).isLessThan(1e-8);
  }
}
