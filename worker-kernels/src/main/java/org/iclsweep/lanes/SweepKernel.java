package org.iclsweep.lanes;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What runs the sweeps of one form in this JVM, whoever asks for them: code that all forms share at
 * first, and code of its own once the form has had so much work that compiling pays.
 *
 * <p>Compiling costs some tenths of a second on another thread, which trains nothing meanwhile, and
 * saves about a third of the time from then on. A form pays for it with several times as much work
 * before, so that a study of many shapes with little work each loses nothing.
 */
final class SweepKernel {

  /** Work of all lanes after which a form gets code of its own: about a second. */
  static final long WORTH = 10_000_000_000L;

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
