package org.iclsweep.analysis;

import java.util.Collection;
import java.util.Optional;
import org.iclsweep.measure.Quantile;

/** Five numbers of a sample; quantiles are those of {@link Quantile}. */
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
            Quantile.of(finite, 0.25),
            Quantile.of(finite, 0.5),
            Quantile.of(finite, 0.75),
            finite[finite.length - 1]));
  }
}
