package org.iclsweep.engine;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts a thread whose trial takes too long. It is set before each trial and cleared behind
 * it, by the thread that runs them.
 */
final class TrialAlarm implements AutoCloseable {

  private final Duration limit;
  private final ScheduledExecutorService clock;
  private Future<?> pending;
  private Thread running;
  private long trial;
  private boolean rang;

  /**
   * @param limit what a trial may take; {@code null} for as long as it likes
   */
  TrialAlarm(Duration limit) {
    this.limit = limit;
    clock = limit == null ? null : DaemonClock.named("icl-sweep trial alarm");
  }

  synchronized void set() {
    rang = false;
    if (limit != null) {
      running = Thread.currentThread();
      long mine = ++trial;
      pending = clock.schedule(() -> ring(mine), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** An alarm that comes late is not for the trial that runs by then. */
  private synchronized void ring(long which) {
    if (running != null && which == trial) {
      rang = true;
      running.interrupt();
    }
  }

  /**
   * Ends the watch over a trial; the thread is not interrupted by it any more.
   *
   * @return whether the trial took too long
   */
  synchronized boolean clear() {
    if (pending != null) {
      pending.cancel(false);
    }
    running = null;
    if (rang) {
      Thread.interrupted();
    }
    return rang;
  }

  @Override
  public void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
