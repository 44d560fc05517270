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

  /**
   * What compiled code of a vector kernel does on the slowest of cores; an interpreter that runs
   * compiled tiles does half of it.
   */
  static final double COMPILED_VECTORS = 8e9;

  /** What compiled code of the scalar kernel does on the slowest of cores. */
  private static final double COMPILED_SCALARS = 1e9;

  /** So many times the fastest so far is other code, not another's use of the machine. */
  private static final double FASTER = 1.2;

  /** How long the compiler may be late: it has little of a machine that is busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private KernelSpeed() {}

  /**
   * The fastest of many measurements: on until none has been faster for as long as it took to come
   * to the fastest, since the first are of code that is compiled in part.
   *
   * @param time that they take at least, some tenths of a second
   */
  public static double flopsASecond(Duration time) {
    LaneMatrix a = LaneMatrix.ones(SIDE, SIDE);
    LaneMatrix b = LaneMatrix.ones(SIDE, SIDE);
    LaneMatrix out = LaneMatrix.zeros(SIDE, SIDE);
    LaneKernels kernels = Lanes.withoutOwnCode();
    double compiled = kernels instanceof ScalarKernels ? COMPILED_SCALARS : COMPILED_VECTORS;
    return flopsASecond(time, kernels.contract(out, a, b, false), compiled, System::nanoTime);
  }

  /** Of a product that does so much once it is compiled, by some clock. */
  static double flopsASecond(
      Duration time, Operation product, double compiled, LongSupplier nanoTime) {
    long begin = nanoTime.getAsLong();
    long passed;
    long faster = 0;
    double best = 0;
    do {
      long start = nanoTime.getAsLong();
      for (int k = 0; k < BATCH; k++) {
        product.run();
      }
      long end = nanoTime.getAsLong();
      double speed = FLOPS / (1e-9 * (end - start));
      passed = end - begin;
      if (speed > FASTER * best) {
        faster = passed;
      }
      best = Math.max(best, speed);
    } while (passed < time.toNanos()
        || (best < compiled || passed < 2 * faster) && passed < time.plus(PATIENCE).toNanos());
    return best;
  }
}
