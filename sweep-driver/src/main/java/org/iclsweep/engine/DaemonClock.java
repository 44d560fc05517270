package org.iclsweep.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clocks that call something now and then and keep no process alive. */
public final class DaemonClock {

  private DaemonClock() {}

  /** One that calls in a thread of this name; to be shut down. */
  public static ScheduledExecutorService named(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Stops one, once it has called for the last time or so long has passed. */
  static void stop(ScheduledExecutorService clock, Duration patience) {
    clock.shutdown();
    try {
      clock.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
