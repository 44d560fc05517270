package org.iclsweep.analysis;

import java.util.Collection;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

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
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(finite);
    return Optional.of(
        new Quartiles(
            finite.length,
            finite[0],
            percentile.evaluate(25),
            percentile.evaluate(50),
            percentile.evaluate(75),
            finite[finite.length - 1]));
  }
}
