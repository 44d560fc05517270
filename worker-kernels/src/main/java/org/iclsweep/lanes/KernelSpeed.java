package org.iclsweep.lanes;

import java.time.Duration;

/**
 * What the core that asks does with the kernels of this process: floating-point operations a second
 * of products of two 11 x 11 matrices, by the code that all forms share.
 */
public final class KernelSpeed {

  private static final int SIDE = 11;
  private static final int BATCH = 200;

  private KernelSpeed() {}

  /**
   * The fastest of many measurements.
   *
   * @param time that they may take, some tenths of a second: the first are of code that is not
   *     compiled yet
   */
  public static double flopsASecond(Duration time) {
    LaneMatrix a = LaneMatrix.ones(SIDE, SIDE);
    LaneMatrix b = LaneMatrix.ones(SIDE, SIDE);
    LaneMatrix out = LaneMatrix.zeros(SIDE, SIDE);
    Operation product = Lanes.withoutOwnCode().contract(out, a, b, false);
    long end = System.nanoTime() + time.toNanos();
    long best = Long.MAX_VALUE;
    do {
      long start = System.nanoTime();
      for (int k = 0; k < BATCH; k++) {
        product.run();
      }
      best = Math.min(best, System.nanoTime() - start);
    } while (System.nanoTime() < end);
    double flops = 2.0 * SIDE * SIDE * SIDE * LaneMatrix.LANES * BATCH;
    return flops / (1e-9 * best);
  }
}
