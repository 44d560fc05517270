package org.iclsweep.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a driver holds a lease and how it judges others that hold it.
 *
 * @param self it
 * @param heartbeat how often it says that it lives
 * @param patience how long another may be silent, by this driver's own clock, before it is dead
 * @param cancelled whether it is asked to stop; asked now and then while it waits
 * @param notice takes a line for the person who waits
 */
record LeaseTerms(
    DriverProcess self,
    Duration heartbeat,
    Duration patience,
    BooleanSupplier cancelled,
    Consumer<String> notice) {

  /** Milliseconds between two heartbeats, for tests. */
  static final String HEARTBEAT = "iclsweep.lease.heartbeat";

  /** Milliseconds of silence after which a driver elsewhere counts as dead, for tests. */
  static final String PATIENCE = "iclsweep.lease.patience";

  /** Those of a driver that cannot be cancelled. */
  static LeaseTerms standard() {
    return standard(() -> false);
  }

  static LeaseTerms standard(BooleanSupplier cancelled) {
    return new LeaseTerms(
        DriverProcess.self(),
        Duration.ofMillis(Long.getLong(HEARTBEAT, 10_000)),
        Duration.ofMillis(Long.getLong(PATIENCE, 120_000)),
        cancelled,
        System.err::println);
  }

  /**
   * Makes sure that nobody wants this driver to stop.
   *
   * @throws LeaseTerms.CancelledException if somebody does
   */
  void stopIfCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancelledException();
    }
  }

  /** It was asked to stop before it had the lease. */
  static final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CancelledException() {
      super("cancelled while waiting for the lease");
    }
  }
}
