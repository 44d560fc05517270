package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sums over blocks of one token each, of which some are kept before they are added. */
class RowSumsTest {

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix dy = LaneMatrix.zeros(1, 2);
  private final LaneMatrix x = LaneMatrix.zeros(1, 3);
  private final PartialSums sums = PartialSums.zeros(2, 3);

  @Test
  void noBlockIsLostAndNoneCountsTwice() {
    Operation sum = kernels.accumulate(sums, dy, x);
    for (int blocks = 0; blocks < 3 * PartialSums.KEPT; blocks++) {
      dy.set(0, 1, 5, 1 + blocks);
      x.set(0, 2, 5, 1);
      sum.run();
      // asked after any number of blocks, through any view
      float expected = (blocks + 1) * (blocks + 2) / 2f;
      assertThat(sums.transposed().sum(2, 1)).isEqualTo(expected);
      assertThat(sums.sum(1, 1)).isZero();
    }
  }

  @Test
  void whatIsAddedFirstStartsTheSum() {
    Operation sum = kernels.accumulate(sums, dy, x);
    float big = 1 << 25;
    for (float value : new float[] {big, 1, -big}) {
      dy.set(0, 0, 0, value);
      x.set(0, 0, 0, 1);
      sum.run();
    }
    // (2^25 + 1) - 2^25 rounds to 0; any other order gives 1
    assertThat(sums.sum(0, 0)).isZero();
  }

  @Test
  void matricesAreFilledWithWhatIsKept() {
    Operation sum = kernels.accumulate(sums.col(1), dy, x.col(0));
    dy.set(0, 1, 15, 3);
    x.set(0, 0, 15, 2);
    sum.run();
    SharedMatrix closed = SharedMatrix.zeros(2, 3);
    closed.setSums(sums, 0.5f);
    assertThat(closed.get(1, 1)).isEqualTo(3f);
  }

  @Test
  void clearedSumsForgetWhatIsKept() {
    Operation sum = kernels.accumulate(sums, dy, x);
    dy.set(0, 0, 0, 1);
    x.set(0, 0, 0, 1);
    sum.run();
    sums.clear();
    assertThat(sums.sum(0, 0)).isZero();
    sum.run();
    assertThat(sums.sum(0, 0)).isEqualTo(1f);
  }
}
