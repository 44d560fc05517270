package org.iclsweep.lanes;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A sweep with its operands. */
final class SweepOperation implements Operation {

  /**
   * Runs between two reports of work: reports are shared by all threads of a JVM, so few of them.
   */
  private static final int REPORT = 256;

  private final SweepKernel kernel;
  private final Consumer<SweepKernel> worthwhile;
  private final float[] out;
  private final int o;
  private final float[] a;
  private final int p;
  private final float[] b;
  private final int q;
  private int left = REPORT;

  /**
   * @param worthwhile told once code of its own is worth its price
   */
  SweepOperation(
      SweepKernel kernel,
      Consumer<SweepKernel> worthwhile,
      float[] out,
      int o,
      float[] a,
      int p,
      float[] b,
      int q) {
    this.kernel = kernel;
    this.worthwhile = worthwhile;
    this.out = out;
    this.o = o;
    this.a = a;
    this.p = p;
    this.b = b;
    this.q = q;
  }

  @Override
  public void run() {
    for (Region region : kernel.regions()) {
      region.run(out, o, a, p, b, q);
    }
    if (--left == 0) {
      report();
    }
  }

  /** Its regions as they are run at present, with their operands. */
  List<SweepPart> parts() {
    return Arrays.stream(kernel.regions()).map(region -> region.with(out, o, a, p, b, q)).toList();
  }

  /** Says that code of its own is worth its price, whatever work has been counted. */
  void pays() {
    did(SweepKernel.WORTH);
  }

  private void report() {
    left = REPORT;
    did((long) (REPORT * LaneMatrix.LANES * kernel.sweep().work()));
  }

  private void did(long work) {
    if (kernel.did(work)) {
      worthwhile.accept(kernel);
    }
  }
}
