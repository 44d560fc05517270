package org.iclsweep.lanes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives forms of sweeps code of their own, on a thread of its own: defines the classes, runs them
 * on scratch arrays until the compiler has them, and only then lets them take over, since code that
 * is not compiled yet boxes its vectors and is a hundred times slower.
 */
final class Compiling {

  /** Code that is not compiled within this time never takes over. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  /** Rounds after which the compiler has noticed a method. */
  private static final int NOTICED = 400;

  /** Calls in a round. */
  private static final int CALLS = 50;

  /** Code that takes so many times as long as compiled code is not compiled yet. */
  private static final int BOXED = 4;

  /**
   * The compiler goes by what it has seen of a class until then, and makes one in some dozens
   * badly: the next is another.
   */
  private static final int ATTEMPTS = 3;

  /** Runs of which the fastest counts. */
  private static final int TRIES = 200;

  /** Of scratch operands: 32 MB. What is larger waits for memory more than for instructions. */
  private static final long MOST_FLOATS = 1 << 23;

  private final SweepKernels kernels;
  private final ExecutorService thread;

  Compiling(SweepKernels kernels) {
    this.kernels = kernels;
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Compiling::thread);
    one.allowCoreThreadTimeOut(true);
    thread = one;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "icl-sweep kernels");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** Gives this one code of its own, some time later; not if that took much memory. */
  void later(SweepKernel kernel) {
    if (kernel.sweep().operandFloats() <= MOST_FLOATS) {
      thread.execute(() -> now(kernel));
    }
  }

  /** Gives this one code of its own where that is faster. */
  void now(SweepKernel kernel) {
    try {
      Map<TileSpec, TileCode> made = new HashMap<>();
      List<Region> regions = new ArrayList<>();
      for (Region region : kernel.general()) {
        TileCode code = made.get(region.spec());
        if (code == null) {
          code = fastest(region);
          made.put(region.spec(), code);
        }
        regions.add(region.by(code));
      }
      kernels.fix(kernel, regions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      Logger.getLogger(Compiling.class.getName())
          .log(
              Level.WARNING,
              "No code of its own for " + kernel.sweep() + ": the same numbers, but slower",
              e);
    }
  }

  /** Code of a region's own, or the general one where none that was tried is faster. */
  private static TileCode fastest(Region region) throws InterruptedException {
    TileCode code = region.code();
    for (int attempt = 0; code == region.code() && attempt < ATTEMPTS; attempt++) {
      code = faster(region, TileCode.of(region.spec()));
    }
    return code;
  }

  /** Runs code until the compiler has it; returns what is faster, it or the general code. */
  private static TileCode faster(Region region, TileCode own) throws InterruptedException {
    Scratch scratch = new Scratch(region.sweep());
    long usual = scratch.best(region.code());
    long giveUp = System.nanoTime() + PATIENCE;
    for (int round = 0; scratch.time(own) > BOXED * usual; round++) {
      if (System.nanoTime() > giveUp) {
        return region.code();
      }
      if (round < NOTICED) {
        scratch.count(own);
      } else {
        Thread.sleep(1);
      }
    }
    return scratch.best(own) < usual ? own : region.code();
  }

  /** Operands of a sweep that nobody needs. */
  private static final class Scratch {
    private final Sweep sweep;
    private final float[] out;
    private final float[] a;
    private final float[] b;

    Scratch(Sweep sweep) {
      this.sweep = sweep;
      out = new float[sweep.outLength()];
      a = new float[sweep.aLength()];
      b = new float[sweep.bLength()];
    }

    long time(TileCode code) {
      long start = System.nanoTime();
      code.run(sweep, out, 0, a, 0, b, 0);
      code.run(sweep, out, 0, a, 0, b, 0);
      return System.nanoTime() - start;
    }

    /** The shortest time of many. */
    long best(TileCode code) {
      long best = Long.MAX_VALUE;
      for (int round = 0; round < TRIES; round++) {
        best = Math.min(best, time(code));
      }
      return best;
    }

    /** Lets the compiler count calls, which it does for those that do nothing, too. */
    void count(TileCode code) {
      for (int k = 0; k < CALLS; k++) {
        code.run(null, out, 0, a, 0, b, 0);
      }
    }
  }
}
