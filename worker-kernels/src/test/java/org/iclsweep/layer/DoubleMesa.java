package org.iclsweep.layer;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * One head of the mesa layer on one sequence in double, as its definition reads: every query solves
 * a system of its own, and gradients are those of the definition. With γ = 1 and no gradient of x,
 * nothing here is a recursion of the inverse.
 *
 * <pre>
 *   A_t = γ_t A_{t-1} + k_t k_tᵀ,   A_0 = I / λ,   x_t = A_t⁻¹ q_t
 *   o_t = Σ_{j≤t} M_tj ⟨k_j, x_t⟩ v_j,   M_tj = γ_{j+1} .. γ_t
 * </pre>
 */
final class DoubleMesa {

  final int tokens;
  final int size;
  final double[][] q;
  final double[][] k;
  final double[][] v;
  final double lambda;
  final double[] gamma;

  /** A_t⁻¹ [T][s, s]. */
  final RealMatrix[] inverses;

  final RealMatrix[] squares;
  final double[][] x;

  DoubleMesa(double[][] k, double[][] v, double[][] q, double lambda, double[] gamma) {
    this.k = k;
    this.v = v;
    this.q = q;
    this.lambda = lambda;
    this.gamma = gamma;
    tokens = k.length;
    size = k[0].length;
    squares = new RealMatrix[tokens + 1];
    inverses = new RealMatrix[tokens];
    x = new double[tokens][];
    squares[0] = identity(1 / lambda);
    for (int t = 0; t < tokens; t++) {
      squares[t + 1] =
          squares[t]
              .scalarMultiply(gamma[t])
              .add(new ArrayRealVector(k[t]).outerProduct(vector(k[t])));
      inverses[t] = new LUDecomposition(squares[t + 1], 0).getSolver().getInverse();
      x[t] = new LUDecomposition(squares[t + 1], 0).getSolver().solve(vector(q[t])).toArray();
    }
  }

  private RealMatrix identity(double value) {
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      matrix.setEntry(i, i, value);
    }
    return matrix;
  }

  private static ArrayRealVector vector(double[] values) {
    return new ArrayRealVector(values, false);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** M_tj. */
  private double mask(int t, int j) {
    double product = 1;
    for (int u = j + 1; u <= t; u++) {
      product *= gamma[u];
    }
    return product;
  }

  /** Answers for any queries that come out of the transform. */
  double[][] answers(double[][] x) {
    double[][] out = new double[tokens][v[0].length];
    for (int t = 0; t < tokens; t++) {
      for (int j = 0; j <= t; j++) {
        double score = mask(t, j) * dot(k[j], x[t]);
        for (int c = 0; c < out[t].length; c++) {
          out[t][c] += score * v[j][c];
        }
      }
    }
    return out;
  }

  /** Σ_t ⟨g_t, o_t⟩. */
  double loss(double[][] g) {
    double sum = 0;
    double[][] out = answers(x);
    for (int t = 0; t < tokens; t++) {
      sum += dot(g[t], out[t]);
    }
    return sum;
  }

  /** What goes into the transform backward: dx, and dk as it comes through attention's scores. */
  record Through(double[][] dx, double[][] dk, double[][] dv) {}

  Through attentionBackward(double[][] g, double[][] x) {
    double[][] dx = new double[tokens][size];
    double[][] dk = new double[tokens][size];
    double[][] dv = new double[tokens][v[0].length];
    for (int t = 0; t < tokens; t++) {
      for (int j = 0; j <= t; j++) {
        double slope = mask(t, j) * dot(v[j], g[t]);
        double score = mask(t, j) * dot(k[j], x[t]);
        for (int i = 0; i < size; i++) {
          dx[t][i] += slope * k[j][i];
          dk[j][i] += slope * x[t][i];
        }
        for (int c = 0; c < dv[j].length; c++) {
          dv[j][c] += score * g[t][c];
        }
      }
    }
    return new Through(dx, dk, dv);
  }

  record Gradient(double[][] dk, double[][] dv, double[][] dq, double dLambda, double[] dGamma) {}

  Gradient backward(double[][] g) {
    Through through = attentionBackward(g, x);
    double[][] dq = new double[tokens][];
    double[] dGamma = new double[tokens];
    RealMatrix d = new Array2DRowRealMatrix(size, size);
    for (int t = tokens - 1; t >= 0; t--) {
      dq[t] = inverses[t].operate(through.dx()[t]);
      // dL = -dqᵀ dA x, and A_t is in all later ones
      d = d.subtract(vector(dq[t]).outerProduct(vector(x[t])));
      double[] more = d.add(d.transpose()).operate(k[t]);
      for (int i = 0; i < size; i++) {
        through.dk()[t][i] += more[i];
      }
      dGamma[t] = d.transpose().multiply(squares[t]).getTrace() + throughMask(g, t);
      d = d.scalarMultiply(gamma[t]);
    }
    return new Gradient(through.dk(), through.dv(), dq, -d.getTrace() / (lambda * lambda), dGamma);
  }

  /** The share of γ_u in the factors of scores. */
  private double throughMask(double[][] g, int u) {
    double sum = 0;
    for (int t = u; t < tokens; t++) {
      for (int j = 0; j < u; j++) {
        sum += mask(t, j) / gamma[u] * dot(k[j], x[t]) * dot(v[j], g[t]);
      }
    }
    return sum;
  }
}
