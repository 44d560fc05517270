package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of one length: the twins against each other, and against the formula in double. */
class UnitTest {

  private final LaneKernels scalar = new ScalarKernels();
  private final LaneKernels vector = new VectorKernels();
  private final Random random = new Random(7);

  /** Columns of a wider matrix, as those of a head are. */
  private LaneMatrix head(int rows, int cols) {
    LaneMatrix all = LaneMatrix.zeros(rows, 3 * cols);
    LaneMatrix head = all.cols(cols, 2 * cols);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          head.set(r, c, lane, (float) random.nextGaussian());
        }
      }
    }
    return head;
  }

  private static float[] floats(LaneMatrix matrix) {
    float[] floats = new float[matrix.rows() * matrix.cols() * LaneMatrix.LANES];
    matrix.copyTo(floats, 0);
    return floats;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 2, 0.5", "7, 5, 1", "4, 11, 0.3"})
  void twinsAreEqual(int rows, int cols, float scale) {
    LaneMatrix x = head(rows, cols);
    LaneMatrix dy = head(rows, cols);
    special(x);
    LaneMatrix[] factors = {LaneMatrix.zeros(rows, 1), LaneMatrix.zeros(rows, 1)};
    LaneMatrix[] outs = {head(rows, cols), head(rows, cols).transposed().transposed()};
    LaneMatrix[] gradients = {head(rows, cols), head(rows, cols)};
    List<LaneKernels> twins = List.of(scalar, vector);
    for (int k = 0; k < 2; k++) {
      twins.get(k).unit(outs[k], factors[k], x, scale);
      twins.get(k).unitGradient(gradients[k], dy, outs[k], factors[k], scale);
    }
    assertThat(floats(factors[1])).containsExactly(floats(factors[0]));
    assertThat(floats(outs[1])).containsExactly(floats(outs[0]));
    assertThat(floats(gradients[1])).containsExactly(floats(gradients[0]));
    // in place, too
    LaneMatrix copy = LaneMatrix.zeros(rows, cols);
    copy.copyFrom(x);
    vector.unit(copy, factors[1], copy, scale);
    assertThat(floats(copy)).containsExactly(floats(outs[0]));
    copy.copyFrom(dy);
    vector.unitGradient(copy, copy, outs[1], factors[1], scale);
    assertThat(floats(copy)).containsExactly(floats(gradients[0]));
  }

  /** Of the first row: zeros, too small, too large, NaN. */
  private static void special(LaneMatrix x) {
    for (int c = 0; c < x.cols(); c++) {
      x.set(0, c, 1, 0f);
      x.set(0, c, 2, 1e-20f);
      x.set(0, c, 3, 1e25f);
      x.set(0, c, 4, Float.NaN);
    }
  }

  @Test
  void rowsWithoutADirectionOrALengthAreZerosAndHaveNoGradient() {
    LaneMatrix x = head(1, 5);
    special(x);
    LaneMatrix dy = head(1, 5);
    for (LaneKernels kernels : List.of(scalar, vector)) {
      LaneMatrix factor = LaneMatrix.zeros(1, 1);
      LaneMatrix out = LaneMatrix.zeros(1, 5);
      LaneMatrix dx = LaneMatrix.zeros(1, 5);
      kernels.unit(out, factor, x, 1f);
      kernels.unitGradient(dx, dy, out, factor, 1f);
      for (int c = 0; c < 5; c++) {
        for (int lane = 1; lane < 4; lane++) {
          assertThat(out.get(0, c, lane)).isZero();
          assertThat(dx.get(0, c, lane)).isZero();
        }
        assertThat(out.get(0, c, 4)).isNaN();
        assertThat(dx.get(0, c, 4)).isNaN();
        assertThat(out.get(0, c, 0)).isNotZero();
        assertThat(dx.get(0, c, 0)).isNotZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 0.5", "2, 7, 1", "1, 11, 3"})
  void rowsAndTheirGradientsAreThoseOfTheFormulaInDouble(int rows, int cols, float scale) {
    LaneMatrix x = head(rows, cols);
    LaneMatrix dy = head(rows, cols);
    LaneMatrix factor = LaneMatrix.zeros(rows, 1);
    LaneMatrix out = LaneMatrix.zeros(rows, cols);
    LaneMatrix dx = LaneMatrix.zeros(rows, cols);
    vector.unit(out, factor, x, scale);
    vector.unitGradient(dx, dy, out, factor, scale);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int r = 0; r < rows; r++) {
        double[] row = new double[cols];
        double[] weights = new double[cols];
        for (int c = 0; c < cols; c++) {
          row[c] = x.get(r, c, lane);
          weights[c] = dy.get(r, c, lane);
        }
        double length = Math.sqrt(dot(row, row));
        double norm = Math.sqrt(dot(weights, weights));
        for (int c = 0; c < cols; c++) {
          double expected = scale * row[c] / length;
          assertThat((double) out.get(r, c, lane))
              .isCloseTo(expected, within((cols + 5) * 0x1p-24 * Math.abs(expected)));
          double kept = row[c];
          row[c] = kept + 1e-6;
          double above = scale * dot(weights, row) / Math.sqrt(dot(row, row));
          row[c] = kept - 1e-6;
          double below = scale * dot(weights, row) / Math.sqrt(dot(row, row));
          row[c] = kept;
          // and what the difference itself is off by
          double error = (2 * cols + 9) * 0x1p-24 * scale / length * norm;
          assertThat((double) dx.get(r, c, lane))
              .isCloseTo((above - below) / 2e-6, within(error + 1e-8 * scale / length));
        }
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
    }
    return sum;
  }

  @Test
  void shapesAreChecked() {
    LaneMatrix x = head(3, 2);
    LaneMatrix column = LaneMatrix.zeros(3, 1);
    for (LaneKernels kernels : List.of(scalar, vector)) {
      assertThatThrownBy(() -> kernels.unit(head(3, 3), column, x, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> kernels.unit(x, LaneMatrix.zeros(2, 1), x, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> kernels.unitGradient(x, head(2, 2), x, column, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> kernels.unitGradient(x, x, head(3, 1), column, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
