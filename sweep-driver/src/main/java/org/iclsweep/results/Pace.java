package org.iclsweep.results;

import java.util.Locale;
import java.util.Optional;

/**
 * How long completed trials took beside what they were estimated to cost. Those of several files
 * are added up, so every file has its own in its footer.
 *
 * @param trials how many
 * @param flops what they were estimated to cost, in floating-point operations
 * @param seconds what they took
 * @param logs sum of the logarithms of each trial's seconds per estimated operation
 * @param squaredLogs sum of their squares
 */
public record Pace(long trials, double flops, double seconds, double logs, double squaredLogs) {

  /** Of no trials. */
  public static final Pace NONE = new Pace(0, 0, 0, 0, 0);

  /** What comes before the kind of trials in the key of a footer. */
  static final String KEY = "icl-sweep.pace.";

  private static final double SHORTEST = 1e-9;

  /** Of one trial. */
  public static Pace of(double flops, double seconds) {
    double time = Math.max(SHORTEST, seconds);
    double log = Math.log(time / flops);
    return new Pace(1, flops, time, log, log * log);
  }

  /** Of both. */
  public Pace plus(Pace other) {
    return new Pace(
        trials + other.trials,
        flops + other.flops,
        seconds + other.seconds,
        logs + other.logs,
        squaredLogs + other.squaredLogs);
  }

  /** Estimated operations a second of one core; NaN of no trials. */
  public double flopsASecond() {
    return flops / seconds;
  }

  /**
   * The factor by which a single trial's time is typically off from what this pace says: the
   * geometric standard deviation, at least 1; NaN of fewer than two trials.
   */
  public double deviation() {
    double variance = (squaredLogs - logs * logs / trials) / (trials - 1);
    return trials < 2 ? Double.NaN : Math.exp(Math.sqrt(Math.max(0, variance)));
  }

  /** As it is in a footer. */
  String text() {
    return String.format(Locale.ROOT, "%d %s %s %s %s", trials, flops, seconds, logs, squaredLogs);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @return empty if it is no such text
   */
  static Optional<Pace> parse(String text) {
    String[] parts = text.split(" ");
    try {
      return parts.length == 5
          ? Optional.of(
              new Pace(
                  Long.parseLong(parts[0]),
                  Double.parseDouble(parts[1]),
                  Double.parseDouble(parts[2]),
                  Double.parseDouble(parts[3]),
                  Double.parseDouble(parts[4])))
          : Optional.empty();
    } catch (NumberFormatException unknown) {
      return Optional.empty();
    }
  }
}
