package org.iclsweep.engine;

import java.time.Duration;

/** Times as numbers of seconds, with all their fractions, and back. */
public final class Seconds {

  private static final double NANOS = 1e9;

  private Seconds() {}

  /** How many seconds a time has; unlike its nanoseconds, these fit of every time. */
  public static double of(Duration time) {
    return time.getSeconds() + time.getNano() / NANOS;
  }

  /** The time of so many seconds, rounded up: of more than none it is more than nothing. */
  public static Duration time(double seconds) {
    double whole = Math.floor(seconds);
    return Duration.ofSeconds((long) whole).plusNanos((long) Math.ceil((seconds - whole) * NANOS));
  }
}
