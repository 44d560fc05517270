package org.iclsweep.engine;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

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
}
