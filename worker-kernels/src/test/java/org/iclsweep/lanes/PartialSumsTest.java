package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PartialSumsTest {

  private final Random random = new Random(7);

  @Test
  void viewsShowTheirSums() {
    PartialSums sums = random(5, 7);
    PartialSums view = sums.rows(1, 4).transposed().rows(2, 7);
    assertThat(view.rows()).isEqualTo(5);
    assertThat(view.cols()).isEqualTo(3);
    assertThat(view.sum(4, 2)).isEqualTo(sums.sum(3, 6)).isEqualTo(sums.col(6).sum(3, 0));
  }

  @Test
  void clearingAViewLeavesTheRestAlone() {
    PartialSums sums = random(5, 7);
    float[] before = sums.room().floats();
    sums.rows(1, 3).clear();
    sums.transposed().rows(6, 7).clear();
    float[] after = sums.room().floats();
    for (int r = 0; r < 5; r++) {
      for (int c = 0; c < 7; c++) {
        boolean cleared = r == 1 || r == 2 || c == 6;
        for (int k = (7 * r + c) * 16; k < (7 * r + c + 1) * 16; k++) {
          assertThat(after[k]).isEqualTo(cleared ? 0 : before[k]);
        }
      }
    }
  }

  @Test
  void sumsOfTwoAreAddedPartByPartWithWhatIsKept() {
    PartialSums sums = PartialSums.zeros(2, 3);
    PartialSums other = PartialSums.zeros(3, 5);
    LaneMatrix dy = LaneMatrix.ones(1, 3);
    LaneMatrix x = LaneMatrix.ones(1, 5);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      dy.set(0, 1, lane, 1 + lane);
      x.set(0, 4, lane, 100 * lane);
    }
    Lanes.kernels().accumulate(other, dy, x).run();
    Lanes.kernels().accumulate(sums.rows(0, 1), dy.cols(0, 1), dy).run();
    sums.add(other.rows(0, 2).transposed().rows(2, 5).transposed());
    assertThat(sums.sum(0, 0)).isEqualTo(16 + 16);
    assertThat(sums.sum(0, 2)).isEqualTo(16 + 100 * 120);
    // Σ (1 + lane) 100 lane
    assertThat(sums.sum(1, 2)).isEqualTo(100 * (120 + 1240));
    for (int lane = 0; lane < 16; lane++) {
      assertThat(sums.room().floats()[(3 + 2) * 16 + lane]).isEqualTo((1 + lane) * 100f * lane);
    }
  }

  @Test
  void rowsBehindTheLastAreRefused() {
    assertThatThrownBy(() -> random(2, 3).rows(1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("rows 1 to 3 of a matrix that has 2");
  }

  private PartialSums random(int rows, int cols) {
    PartialSums sums = PartialSums.zeros(rows, cols);
    float[] values = new float[sums.room().length()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) random.nextGaussian();
    }
    sums.room().set(values);
    return sums;
  }
}
