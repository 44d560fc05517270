package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneMatrixTest {

  private final LaneMatrix matrix = numbered(7, 5);

  @Test
  void everyLaneOfEveryElementHasAFloatOfItsOwn() {
    Set<Integer> places = new HashSet<>();
    for (int r = 0; r < 7; r++) {
      for (int c = 0; c < 5; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          places.add(matrix.index(r, c) + lane);
          assertThat(matrix.get(r, c, lane)).isEqualTo(number(r, c, lane));
        }
      }
    }
    assertThat(places).hasSize(7 * 5 * LaneMatrix.LANES);
  }

  @Test
  void viewsShowTheirPart() {
    LaneMatrix part = matrix.rows(2, 6).cols(1, 4).transposed();
    assertThat(part.rows()).isEqualTo(3);
    assertThat(part.cols()).isEqualTo(4);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      assertThat(part.get(2, 3, lane)).isEqualTo(number(5, 3, lane));
      assertThat(matrix.row(6).col(4).get(0, 0, lane)).isEqualTo(number(6, 4, lane));
    }
  }

  @Test
  void rowsCanBeTakenInSteps() {
    LaneMatrix odd = matrix.rows(1, 3, 2);
    assertThat(odd.rows()).isEqualTo(3);
    for (int r = 0; r < 3; r++) {
      assertThat(odd.get(r, 4, 15)).isEqualTo(number(1 + 2 * r, 4, 15));
    }
    assertThat(matrix.rows(6, 1, 2).get(0, 0, 7)).isEqualTo(number(6, 0, 7));
    assertThat(matrix.rows(7, 0, 2).rows()).isZero();
  }

  @Test
  void theDiagonalIsARow() {
    LaneMatrix diagonal = matrix.rows(2, 6).transposed().diagonal();
    assertThat(diagonal.rows()).isEqualTo(1);
    assertThat(diagonal.cols()).isEqualTo(4);
    for (int k = 0; k < 4; k++) {
      assertThat(diagonal.get(0, k, 3)).isEqualTo(number(2 + k, k, 3));
    }
    assertThat(diagonal.packed()).isFalse();
  }

  @Test
  void rowsBehindTheLastAreRefused() {
    assertThatThrownBy(() -> matrix.rows(1, 4, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("rows 1 to 8 of a matrix that has 7");
    assertThatThrownBy(() -> matrix.rows(1, 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step is 0, must be at least 1");
  }

  @Test
  void copiesGoFromAndToAnyView() {
    LaneMatrix copy = LaneMatrix.zeros(5, 3);
    copy.copyFrom(matrix.rows(0, 3, 3).transposed());
    float[] values = new float[22];
    copy.copyTo(4, 2, values, 3);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      assertThat(values[3 + lane]).isEqualTo(number(6, 4, lane));
    }
    assertThat(values[2]).isZero();
    assertThat(values[19]).isZero();
  }

  @Test
  void elementsGoToFloatsAndBack() {
    float[] floats = new float[7 * 5 * LaneMatrix.LANES + 3];
    matrix.copyTo(floats, 2);
    assertThat(floats[2 + LaneMatrix.LANES]).isEqualTo(number(0, 1, 0));
    LaneMatrix copy = LaneMatrix.zeros(7, 5);
    copy.copyFrom(floats, 2);
    assertThat(copy.get(6, 4, 15)).isEqualTo(number(6, 4, 15));
    assertThat(copy.get(0, 0, 0)).isEqualTo(number(0, 0, 0));
    LaneMatrix turned = matrix.cols(1, 3).transposed();
    turned.copyTo(floats, 0);
    assertThat(floats[LaneMatrix.LANES]).isEqualTo(number(1, 1, 0));
    LaneMatrix column = LaneMatrix.zeros(14, 2).col(1);
    column.copyFrom(floats, 0);
    assertThat(column.get(8, 0, 15)).isEqualTo(number(1, 2, 15));
    matrix.copyTo(floats, 2);
    matrix.rows(2, 4).copyFrom(floats, 2);
    assertThat(matrix.get(3, 4, 1)).isEqualTo(number(1, 4, 1));
  }

  @Test
  void laneBehindTheLastIsRefused() {
    assertThatThrownBy(() -> matrix.get(0, 0, 16)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.set(0, 0, 16, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void clearingAViewLeavesTheRestAlone() {
    matrix.rows(2, 4).cols(1, 3).clear();
    assertThat(matrix.get(3, 2, 10)).isZero();
    assertThat(matrix.get(2, 1, 15)).isZero();
    assertThat(matrix.get(2, 3, 0)).isEqualTo(number(2, 3, 0));
    assertThat(matrix.get(4, 1, 5)).isEqualTo(number(4, 1, 5));
  }

  @Test
  void whatIsSetAboveTheDiagonalThatEndsInTheLastCornerLeavesTheRestAlone() {
    LaneMatrix wide = numbered(5, 7).transposed().rows(1, 6).cols(1, 4).transposed();
    wide.fillAboveLast(-3f);
    LaneMatrix high = numbered(7, 5).cols(1, 4);
    high.fillAboveLast(Float.NEGATIVE_INFINITY);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 5; c++) {
          assertThat(wide.get(r, c, lane)).isEqualTo(c > r + 2 ? -3f : number(r + 1, c + 1, lane));
        }
      }
      for (int r = 0; r < 7; r++) {
        for (int c = 0; c < 3; c++) {
          assertThat(high.get(r, c, lane))
              .isEqualTo(c > r - 4 ? Float.NEGATIVE_INFINITY : number(r, c + 1, lane));
        }
      }
    }
  }

  private static LaneMatrix numbered(int rows, int cols) {
    LaneMatrix matrix = LaneMatrix.zeros(rows, cols);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          matrix.set(r, c, lane, number(r, c, lane));
        }
      }
    }
    return matrix;
  }

  private static float number(int r, int c, int lane) {
    return 1 + lane + 100 * (c + 10 * r);
  }
}
