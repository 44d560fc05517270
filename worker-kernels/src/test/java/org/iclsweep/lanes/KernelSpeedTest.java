package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class KernelSpeedTest {

  /** From a boxing interpreter to the fastest core there is. */
  @Test
  void aCoreDoesBetweenAMillionAndATeraflop() {
    assertThat(KernelSpeed.flopsASecond(Duration.ofMillis(50))).isBetween(1e6, 1e12);
  }

  @Test
  void aCompilerThatIsLateIsWaitedFor() {
    assertThat(speed(400, 10_000_000)).isEqualTo(2.0 * 11 * 11 * 11 * 16 * 1e6, within(1e3));
  }

  /** Here it does 2 GFLOP/s for two seconds. */
  @Test
  void aCompilerThatHasDoneTheTilesOnlyIsWaitedForToo() {
    assertThat(speed(100_000, 20_000)).isEqualTo(2.0 * 11 * 11 * 11 * 16 * 1e6, within(1e3));
  }

  @Test
  void aSlowCoreIsSlow() {
    assertThat(speed(Integer.MAX_VALUE, 10_000_000))
        .isEqualTo(2.0 * 11 * 11 * 11 * 16 * 1e2, within(1e-1));
  }

  /**
   * Not compiled for 0.6 seconds, 10 GFLOP/s for half a second: faster than compiled code may be.
   */
  @Test
  void aCompilerThatTookLongForTheTilesIsGivenAsLongForTheRest() {
    assertThat(speed(run -> run < 60 ? 10_000_000 : run < 120_000 ? 4_200 : 1_000))
        .isEqualTo(2.0 * 11 * 11 * 11 * 16 * 1e6, within(1e3));
  }

  /** Of a product that takes so long for so many runs, and a microsecond from then on. */
  private static double speed(int slowRuns, long nanos) {
    return speed(run -> run < slowRuns ? nanos : 1_000);
  }

  /** Of a product by the time of each of its runs. */
  private static double speed(IntToLongFunction nanos) {
    long[] clock = new long[1];
    int[] runs = new int[1];
    Operation product = () -> clock[0] += nanos.applyAsLong(runs[0]++);
    return KernelSpeed.flopsASecond(
        Duration.ofMillis(900), product, KernelSpeed.COMPILED_VECTORS, () -> clock[0]);
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
