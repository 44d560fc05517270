package org.iclsweep.learner;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.ConjugateGradient;
import org.apache.commons.math3.linear.RealLinearOperator;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.iclsweep.spec.TrialInterruptedException;

/**
 * The layer of causal linear attention that is nearest to what another map makes of some sequences,
 * by two linear least squares in turns.
 *
 * <pre>
 *   f_t = Σ_h B_hᵀ z_h,t,   z_h,t = Σ_{s≤t} ⟨n_s, A_h n_t⟩ n_s          to be y_t
 *   given A: B by the normal equations of z, solved by their singular values
 *   given B: A by conjugate gradients on its normal equations, from what it is
 * </pre>
 *
 * <p>A and B are any matrices: products of weights with keys as wide as the model. Neither step
 * makes Σ ‖y - f‖² larger.
 *
 * <p><b>Shapes</b> (T tokens, width m, H heads): n, y [T, m] of each sequence; A, B [H, m, m].
 *
 * <p>All is in double, sums in the order of sequences and tokens. Solvers are those of Commons
 * Math, whose arithmetic is plain Java in one order: bits are the same everywhere.
 */
final class CausalFit {

  /** Residual of the normal equations, relative to their right side, at which A is found. */
  private static final double TOLERANCE = 1e-12;

  private final List<double[][]> inputs;
  private final List<double[][]> outputs;
  private final int heads;
  private final int width;
  private final double[] scores;
  private final double[] values;
  private final int iterations;

  /**
   * @param inputs n of every sequence
   * @param outputs y of every sequence
   * @param heads H
   * @param scores A to begin with
   * @param iterations for A in a turn, at most
   */
  CausalFit(
      List<double[][]> inputs,
      List<double[][]> outputs,
      int heads,
      double[] scores,
      int iterations) {
    this.iterations = iterations;
    this.inputs = inputs;
    this.outputs = outputs;
    this.heads = heads;
    width = inputs.get(0)[0].length;
    this.scores = scores.clone();
    values = new double[scores.length];
    fitValues();
  }

  /** Multiply-adds of a sequence in a turn, of so many tokens. */
  static double multiplyAdds(int heads, int tokens, int width, int iterations) {
    double head = (double) heads * tokens * width;
    double values = head * (width + tokens + (heads + 1.0) * width);
    return values + (iterations + 1) * head * (3.0 * width + 2.0 * tokens);
  }

  /** Fits A to B, and B to A. */
  void turn() {
    fitScores();
    fitValues();
  }

  /** Trains A and B from where they are. */
  void distil(LayerDistillation distillation, long seed, int steps, double rate) {
    distillation.train(scores, values, seed, steps, rate);
  }

  /** Σ ‖y - f‖² / Σ ‖y‖² of the sequences of the fit. */
  double unexplained() {
    return unexplained(inputs, outputs);
  }

  /** The same of others. */
  double unexplained(List<double[][]> inputs, List<double[][]> outputs) {
    double errors = 0;
    double squares = 0;
    for (int k = 0; k < inputs.size(); k++) {
      double[][] y = outputs.get(k);
      double[][] f = apply(inputs.get(k));
      for (int t = 0; t < y.length; t++) {
        for (int i = 0; i < width; i++) {
          double error = y[t][i] - f[t][i];
          errors = Math.fma(error, error, errors);
          squares = Math.fma(y[t][i], y[t][i], squares);
        }
      }
    }
    return errors / squares;
  }

  /** A of a head. */
  RealMatrix scores(int head) {
    return matrix(scores, head);
  }

  /** B of a head. */
  RealMatrix values(int head) {
    return matrix(values, head);
  }

  private RealMatrix matrix(double[] all, int head) {
    RealMatrix matrix = new Array2DRowRealMatrix(width, width);
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        matrix.setEntry(r, c, all[(head * width + r) * width + c]);
      }
    }
    return matrix;
  }

  /** f. */
  double[][] apply(double[][] n) {
    return apply(scores, n);
  }

  private double[][] apply(double[] scores, double[][] n) {
    double[][] f = new double[n.length][width];
    double[] query = new double[width];
    for (int h = 0; h < heads; h++) {
      double[][] v = valuesOf(h, n);
      for (int t = 0; t < n.length; t++) {
        query(query, scores, h, n[t]);
        for (int s = 0; s <= t; s++) {
          addMultiple(f[t], dot(n[s], query), v[s]);
        }
      }
    }
    return f;
  }

  /** A_h n_t. */
  private void query(double[] query, double[] scores, int h, double[] token) {
    for (int i = 0; i < width; i++) {
      double sum = 0;
      int row = (h * width + i) * width;
      for (int j = 0; j < width; j++) {
        sum = Math.fma(scores[row + j], token[j], sum);
      }
      query[i] = sum;
    }
  }

  /** B_hᵀ n_s of every token. */
  private double[][] valuesOf(int h, double[][] n) {
    double[][] v = new double[n.length][width];
    for (int s = 0; s < n.length; s++) {
      for (int i = 0; i < width; i++) {
        int row = (h * width + i) * width;
        for (int j = 0; j < width; j++) {
          v[s][j] = Math.fma(n[s][i], values[row + j], v[s][j]);
        }
      }
    }
    return v;
  }

  /** Adds what f's derivative by A makes of r: f is linear in A. */
  private void addTransposed(double[] gradient, double[][] n, double[][] r) {
    double[] mix = new double[width];
    for (int h = 0; h < heads; h++) {
      double[][] v = valuesOf(h, n);
      for (int t = 0; t < n.length; t++) {
        Arrays.fill(mix, 0);
        for (int s = 0; s <= t; s++) {
          addMultiple(mix, dot(v[s], r[t]), n[s]);
        }
        for (int i = 0; i < width; i++) {
          int row = (h * width + i) * width;
          for (int j = 0; j < width; j++) {
            gradient[row + j] = Math.fma(mix[i], n[t][j], gradient[row + j]);
          }
        }
      }
    }
  }

  private static void addMultiple(double[] out, double factor, double[] x) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.fma(factor, x[i], out[i]);
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }

  private void fitScores() {
    double[] right = new double[scores.length];
    for (int k = 0; k < inputs.size(); k++) {
      addTransposed(right, inputs.get(k), outputs.get(k));
    }
    RealVector solution = new ArrayRealVector(scores, true);
    try {
      new ConjugateGradient(iterations, TOLERANCE, false)
          .solveInPlace(new ScoreEquations(), null, new ArrayRealVector(right, false), solution);
    } catch (MaxCountExceededException enough) { // the solution is as far as it came
      TrialInterruptedException.check();
    }
    System.arraycopy(solution.toArray(), 0, scores, 0, scores.length);
  }

  /** The normal equations of A. */
  private final class ScoreEquations extends RealLinearOperator {
    @Override
    public int getRowDimension() {
      return scores.length;
    }

    @Override
    public int getColumnDimension() {
      return scores.length;
    }

    @Override
    public RealVector operate(RealVector x) {
      TrialInterruptedException.check();
      double[] direction = x.toArray();
      double[] product = new double[direction.length];
      for (double[][] n : inputs) {
        addTransposed(product, n, apply(direction, n));
      }
      return new ArrayRealVector(product, false);
    }
  }

  private void fitValues() {
    double[][] normal = new double[heads * width][heads * width];
    double[][] right = new double[heads * width][width];
    double[] z = new double[heads * width];
    for (int k = 0; k < inputs.size(); k++) {
      double[][] n = inputs.get(k);
      for (int t = 0; t < n.length; t++) {
        writeMixes(z, n, t);
        for (int r = 0; r < z.length; r++) {
          addMultiple(normal[r], z[r], z);
          addMultiple(right[r], z[r], outputs.get(k)[t]);
        }
      }
    }
    RealMatrix solution =
        new SingularValueDecomposition(new Array2DRowRealMatrix(normal, false))
            .getSolver()
            .solve(new Array2DRowRealMatrix(right, false));
    for (int r = 0; r < z.length; r++) {
      System.arraycopy(solution.getRow(r), 0, values, r * width, width);
    }
  }

  /** z of all heads at a token. */
  private void writeMixes(double[] z, double[][] n, int t) {
    double[] query = new double[width];
    for (int h = 0; h < heads; h++) {
      query(query, scores, h, n[t]);
      double[] mix = new double[width];
      for (int s = 0; s <= t; s++) {
        addMultiple(mix, dot(n[s], query), n[s]);
      }
      System.arraycopy(mix, 0, z, h * width, width);
    }
  }
}
