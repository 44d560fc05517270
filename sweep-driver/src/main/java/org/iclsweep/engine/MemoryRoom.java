package org.iclsweep.engine;

import java.util.concurrent.Semaphore;

/**
 * The heap of a JVM, shared out among the trials that run in it: each takes what it is estimated to
 * need, and waits until that is free. One that needs more than there is for all runs alone, since
 * the estimate may be too high; one that needs more than the whole heap is not begun.
 */
final class MemoryRoom {

  /** This JVM's. */
  static final MemoryRoom OF_JVM = new MemoryRoom(Runtime.getRuntime().maxMemory());

  private static final double MEGABYTE = 1e6;

  /** Of the heap; the rest is Spark's, and for what files take that are being written. */
  private static final double SHARE = 0.7;

  private final double heap;
  private final int all;
  private final Semaphore free;

  /**
   * @param heap its bytes
   */
  MemoryRoom(long heap) {
    this.heap = heap;
    all = Math.max(1, (int) (SHARE * heap / MEGABYTE));
    free = new Semaphore(all, true);
  }

  /** Bytes of the heap. */
  double heap() {
    return heap;
  }

  /** Whether there is any hope for a trial of so many bytes. */
  boolean holds(double bytes) {
    return bytes < heap;
  }

  /** A part of the room, given back when closed. */
  final class Part implements AutoCloseable {
    private final int megabytes;

    private Part(int megabytes) {
      this.megabytes = megabytes;
    }

    @Override
    public void close() {
      free.release(megabytes);
    }
  }

  /** Waits for room for so many bytes; for all of it, if that is less. */
  Part take(double bytes) throws InterruptedException {
    int megabytes = (int) Math.min(all, Math.ceil(bytes / MEGABYTE));
    free.acquire(megabytes);
    return new Part(megabytes);
  }

  /** Waits until nothing else runs. */
  Part takeAll() throws InterruptedException {
    return take(Double.MAX_VALUE);
  }
}
