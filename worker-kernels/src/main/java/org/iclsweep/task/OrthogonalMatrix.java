package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;

/**
 * An orthogonal matrix from the Haar measure.
 *
 * <pre>  G[i,j] ~ N(0, 1);   G = Q R with diag(R) &gt; 0;   W = Q  </pre>
 *
 * <p>The columns of G are made orthonormal one by one, by Gram-Schmidt that goes over each twice,
 * in double; a column is divided by its length, so that diag(R) is positive by itself.
 *
 * <p><b>Error.</b> Twice is enough: |Wᵀ W - I| is that of rounding the result to single precision,
 * some 2^-24 an element.
 *
 * <p><b>Cost.</b> 4 n³ operations, once.
 *
 * @see <a href="https://arxiv.org/abs/math-ph/0609050">Mezzadri (2007), How to generate random
 *     matrices from the classical compact groups</a>
 * @see <a href="https://doi.org/10.1007/s00211-005-0615-4">Giraud, Langou, Rozložník and van den
 *     Eshof (2005), on twice is enough</a>
 */
final class OrthogonalMatrix {

  private OrthogonalMatrix() {}

  /** The matrix of a seed and a stream: [n, n]. */
  static SharedMatrix of(int n, long seed, Stream stream) {
    double[][] columns = normals(n, seed, stream);
    SharedMatrix matrix = SharedMatrix.zeros(n, n);
    for (int j = 0; j < n; j++) {
      clear(columns, j);
      clear(columns, j);
      double length = Math.sqrt(dot(columns[j], columns[j]));
      for (int i = 0; i < n; i++) {
        columns[j][i] /= length;
        matrix.set(i, j, (float) columns[j][i]);
      }
    }
    return matrix;
  }

  private static double[][] normals(int n, long seed, Stream stream) {
    LaneKernels kernels = Lanes.kernels();
    int[] state = new int[LaneKernels.STATE_WORDS];
    LaneMatrix draws = LaneMatrix.zeros(n, n);
    kernels.seed(state, seed, stream.number(), 0, 0);
    kernels.fillNormal(draws, state, 1f);
    double[][] normals = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        normals[j][i] = draws.get(j, i, 0);
      }
    }
    return normals;
  }

  /** Takes from column {@code j} what lies along those before it, which are orthonormal. */
  private static void clear(double[][] columns, int j) {
    for (int k = 0; k < j; k++) {
      double along = dot(columns[k], columns[j]);
      for (int i = 0; i < columns.length; i++) {
        columns[j][i] = Math.fma(-along, columns[k][i], columns[j][i]);
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }
}
