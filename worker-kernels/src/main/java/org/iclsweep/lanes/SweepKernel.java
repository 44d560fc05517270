package org.iclsweep.lanes;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What runs the sweeps of one form in this JVM, whoever asks for them: code that all forms share at
 * first, and code of its own once the form has had so much work that compiling pays.
 *
 * <p>Compiling costs a few tenths of a second on another thread and saves about a third of the time
 * from then on, so it pays in the end for a form that has taken {@link #WORTH} by then: at worst,
 * when that was all, the time spent on compiling is as long as the work took.
 */
final class SweepKernel {

  /** Work of all lanes after which a form gets code of its own: 0.1 to 0.2 s. */
  static final long WORTH = 2_000_000_000L;

  private final Sweep sweep;
  private final Region[] general;
  private final AtomicLong done = new AtomicLong();
  private volatile Region[] regions;

  SweepKernel(Sweep sweep, int registers) {
    this.sweep = sweep;
    general = Region.of(sweep, registers).toArray(Region[]::new);
    regions = general;
  }

  Sweep sweep() {
    return sweep;
  }

  /** What runs now, part by part. */
  Region[] regions() {
    return regions;
  }

  /** What runs for all forms alike. */
  List<Region> general() {
    return List.of(general);
  }

  boolean isFixed() {
    return regions != general;
  }

  /** From now on, code of its own. */
  void fix(List<Region> fixed) {
    regions = fixed.toArray(Region[]::new);
  }

  /** From now on, the code that all forms share, until as much work again is done. */
  void release() {
    regions = general;
    done.set(0);
  }

  /**
   * Counts work.
   *
   * @return whether it is this work that makes code of its own worth its price
   */
  boolean did(long work) {
    long before = done.getAndAdd(work);
    return before < WORTH && before + work >= WORTH;
  }
}
