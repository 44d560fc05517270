package org.iclsweep.analysis;

import breeze.linalg.DenseMatrix;
import breeze.linalg.DenseMatrix$mcD$sp;
import breeze.linalg.DenseVector;
import breeze.linalg.svd;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Singular values of small dense matrices, by Breeze: for what is printed. Their last digits may
 * differ between machines, so nothing of them is stored.
 */
public final class SingularValues {
  /** Held here because the log manager keeps loggers weakly, and with them their level. */
  private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");

  static {
    // netlib looks for native libraries when it is first used, warns that there are none, and
    // prints a line to standard output, which belongs to the data
    NETLIB.setLevel(Level.OFF);
    PrintStream standardOutput = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    try {
      decompose(new double[] {1}, 1, 1);
    } finally {
      System.setOut(standardOutput);
    }
  }

  private SingularValues() {}

  /** The largest over the smallest; infinite where that is 0, no number where all are. */
  public static double ratio(RealMatrix matrix) {
    double[] values = of(matrix);
    return values[0] / values[values.length - 1];
  }

  /** In descending order. */
  static double[] of(RealMatrix matrix) {
    int rows = matrix.getRowDimension();
    double[] columnMajor = new double[rows * matrix.getColumnDimension()];
    for (int c = 0; c < matrix.getColumnDimension(); c++) {
      System.arraycopy(matrix.getColumn(c), 0, columnMajor, c * rows, rows);
    }
    return decompose(columnMajor, rows, matrix.getColumnDimension());
  }

  @SuppressWarnings("unchecked")
  private static double[] decompose(double[] columnMajor, int rows, int cols) {
    DenseMatrix<Object> matrix = new DenseMatrix$mcD$sp(rows, cols, columnMajor, 0, rows, false);
    var decomposition = svd.Svd_DM_Impl$.MODULE$.apply(matrix);
    DenseVector<Object> values = (DenseVector<Object>) decomposition.singularValues();
    return Arrays.copyOf((double[]) values.copy().data(), values.length());
  }
}
