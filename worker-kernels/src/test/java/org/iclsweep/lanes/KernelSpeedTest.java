package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KernelSpeedTest {

  /** From a boxing interpreter to the fastest core there is. */
  @Test
  void aCoreDoesBetweenAMillionAndATeraflop() {
    assertThat(KernelSpeed.flopsASecond(Duration.ofMillis(50))).isBetween(1e6, 1e12);
  }

  @Test
  void whatIsMeasuredIsNoneOfTheFormsOfTheProcess() {
    LaneMatrix matrix = LaneMatrix.zeros(11, 11);
    Operation product = Lanes.withoutOwnCode().contract(matrix, matrix, matrix, false);
    for (int run = 0; run < 200_000; run++) {
      product.run();
    }
    assertThat(matrix.get(10, 10, 15)).isZero();
  }
}
