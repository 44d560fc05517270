package org.iclsweep.lanes;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What the core that asks does with the kernels of this process: floating-point operations a second
 * of products of two 11 x 11 matrices, by the code that all forms share.
 */
public final class KernelSpeed {

  private static final int SIDE = 11;
  private static final int BATCH = 20;

  /** Of a batch. */
  private static final double FLOPS = 2.0 * SIDE * SIDE * SIDE * LaneMatrix.LANES * BATCH;

  /** What compiled code does on the slowest of cores; the interpreter does a hundredth. */
  private static final double COMPILED = 1e9;

  /** How long the compiler may be late: it has little of a machine that is busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private KernelSpeed() {}

  /**
   * The fastest of many measurements.
   *
   * @param time that they take, some tenths of a second: the first are of code that is not compiled
   *     yet; longer where the compiler is late
   */
  public static double flopsASecond(Duration time) {
    LaneMatrix a = LaneMatrix.ones(SIDE, SIDE);
    LaneMatrix b = LaneMatrix.ones(SIDE, SIDE);
    LaneMatrix out = LaneMatrix.zeros(SIDE, SIDE);
    Operation product = Lanes.withoutOwnCode().contract(out, a, b, false);
    return flopsASecond(time, product, System::nanoTime);
  }

  /** Of a product by some clock. */
  static double flopsASecond(Duration time, Operation product, LongSupplier nanoTime) {
    long begin = nanoTime.getAsLong();
    long passed;
    double best = 0;
    do {
      long start = nanoTime.getAsLong();
      for (int k = 0; k < BATCH; k++) {
        product.run();
      }
      long end = nanoTime.getAsLong();
      best = Math.max(best, FLOPS / (1e-9 * (end - start)));
      passed = end - begin;
    } while (passed < time.toNanos() || best < COMPILED && passed < time.plus(PATIENCE).toNanos());
    return best;
  }
}
