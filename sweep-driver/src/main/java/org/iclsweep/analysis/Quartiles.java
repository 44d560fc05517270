package org.iclsweep.analysis;

import java.util.Collection;
import java.util.Optional;

/**
 * Five numbers of a sample; quantiles interpolate linearly between order statistics (type 7 of
 * Hyndman and Fan, the default of R and NumPy).
 */
public record Quartiles(
    int count, double min, double lower, double median, double upper, double max) {

  /** Of the finite values; empty when there is none. */
  public static Optional<Quartiles> of(Collection<Double> values) {
    double[] finite =
        values.stream()
            .filter(v -> v != null && Double.isFinite(v))
            .mapToDouble(v -> v)
            .sorted()
            .toArray();
    if (finite.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Quartiles(
            finite.length,
            finite[0],
            quantile(finite, 0.25),
            quantile(finite, 0.5),
            quantile(finite, 0.75),
            finite[finite.length - 1]));
  }

  private static double quantile(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
