package org.iclsweep.lanes;

import java.util.logging.Logger;

/**
 * Chooses the kernels once: the vector twin where the module {@code jdk.incubator.vector} is
 * present, the scalar twin otherwise. System property {@code iclsweep.lanes} forces a choice:
 * {@code scalar}, {@code 128}, {@code 256} or {@code 512} (bits of a register). All choices give
 * the same bits.
 */
public final class Lanes {

  /** Name of the system property that forces a choice. */
  public static final String PROPERTY = "iclsweep.lanes";

  private static final LaneKernels KERNELS = choose();

  private Lanes() {}

  /** The kernels of this process. */
  public static LaneKernels kernels() {
    return KERNELS;
  }

  /** Kernels of the same kind whose products never get code of their own. */
  static LaneKernels withoutOwnCode() {
    return KERNELS instanceof VectorKernels ? VectorKernels.withoutOwnCode() : KERNELS;
  }

  private static LaneKernels choose() {
    String forced = System.getProperty(PROPERTY, "");
    if (forced.equals("scalar")) {
      return new ScalarKernels();
    }
    if (!ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      Logger.getLogger(Lanes.class.getName())
          .warning(
              "The module jdk.incubator.vector is absent, so training runs on the scalar kernels: the same numbers,"
                  + " several times slower. Start Java with --add-modules=jdk.incubator.vector (on a cluster:"
                  + " spark.driver.extraJavaOptions and spark.executor.extraJavaOptions).");
      return new ScalarKernels();
    }
    return new VectorKernels();
  }
}
