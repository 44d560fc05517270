package org.iclsweep.measure;

import java.util.Arrays;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Singular values of small dense matrices, by rotations of pairs of columns until all are
 * orthogonal (one-sided Jacobi): what is left are their lengths.
 *
 * <pre>
 *   zeta = (|b|^2 - |a|^2) / (2 &lt;a, b&gt;),  t = sign(zeta) / (|zeta| + sqrt(1 + zeta^2)),
 *   a, b = c a - s b, s a + c b,  c = 1 / sqrt(1 + t^2),  s = c t
 * </pre>
 *
 * <p>Pairs come in the order of their columns and sums in that of rows, so the bits are the same
 * everywhere.
 *
 * <p><b>Error.</b> Some {@code 2^-53} of the largest singular value.
 *
 * @see <a href="https://doi.org/10.1137/0613074">Demmel and Veselic (1992), algorithm 4.1</a>
 */
public final class SingularValues {

  /** Columns whose cosine is smaller are orthogonal. */
  private static final double ORTHOGONAL = 0x1p-50;

  /** Six to ten do; a matrix whose rounding errors never settle has its values long before. */
  private static final int MOST_SWEEPS = 40;

  private SingularValues() {}

  /**
   * In descending order, as many as the shorter side is long.
   *
   * @param matrix of finite entries, below {@code 1e150} in absolute value
   */
  public static double[] of(RealMatrix matrix) {
    boolean wide = matrix.getColumnDimension() > matrix.getRowDimension();
    double[][] columns = (wide ? matrix : matrix.transpose()).getData();
    for (int sweep = 0; sweep < MOST_SWEEPS && sweep(columns); sweep++) {}
    double[] ascending = Arrays.stream(columns).mapToDouble(c -> Math.sqrt(dot(c, c))).toArray();
    Arrays.sort(ascending);
    double[] values = new double[ascending.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = ascending[values.length - 1 - k];
    }
    return values;
  }

  /** Rotates every pair once; whether there was one that was not orthogonal. */
  private static boolean sweep(double[][] columns) {
    boolean rotated = false;
    for (int i = 0; i < columns.length - 1; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        rotated |= rotate(columns[i], columns[j]);
      }
    }
    return rotated;
  }

  private static boolean rotate(double[] a, double[] b) {
    double aa = dot(a, a);
    double bb = dot(b, b);
    double ab = dot(a, b);
    if (Math.abs(ab) <= ORTHOGONAL * Math.sqrt(aa) * Math.sqrt(bb)) {
      return false;
    }
    double zeta = (bb - aa) / (2 * ab);
    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = c * t;
    for (int k = 0; k < a.length; k++) {
      double ak = a[k];
      a[k] = c * ak - s * b[k];
      b[k] = s * ak + c * b[k];
    }
    return true;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
