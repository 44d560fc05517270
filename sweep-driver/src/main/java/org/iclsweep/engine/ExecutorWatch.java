package org.iclsweep.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Looks every second whether there are executors, and tells when there have been none for some. */
final class ExecutorWatch implements AutoCloseable {

  /** Executors take so long to start on a machine that has room for them. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final IntSupplier executors;
  private final String waiting;
  private final Consumer<Optional<String>> listener;
  private final LongSupplier nanos;
  private final ScheduledExecutorService clock = DaemonClock.named("icl-sweep executors");
  private boolean isNone;
  private long noneSince;
  private boolean isTold;

  /**
   * @param executors how many there are
   * @param waiting what is told where there are none
   * @param listener told of that, and of nothing when there are some again
   * @param nanos a clock
   */
  ExecutorWatch(
      IntSupplier executors,
      String waiting,
      Consumer<Optional<String>> listener,
      LongSupplier nanos) {
    this.executors = executors;
    this.waiting = waiting;
    this.listener = listener;
    this.nanos = nanos;
  }

  /** Looks until it is closed. */
  ExecutorWatch started() {
    clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    return this;
  }

  /** Looks once. */
  synchronized void look() {
    if (executors.getAsInt() > 0) {
      isNone = false;
      tellOfSome();
      return;
    }
    if (!isNone) {
      isNone = true;
      noneSince = nanos.getAsLong();
    }
    if (!isTold && nanos.getAsLong() - noneSince >= PATIENCE.toNanos()) {
      isTold = true;
      listener.accept(Optional.of(waiting));
    }
  }

  private void tellOfSome() {
    if (isTold) {
      isTold = false;
      listener.accept(Optional.empty());
    }
  }

  /** Nothing is waited for any more. */
  @Override
  public void close() {
    DaemonClock.stop(clock, PATIENCE);
    synchronized (this) {
      tellOfSome();
    }
  }
}
