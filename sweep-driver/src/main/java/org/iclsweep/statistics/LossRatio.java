package org.iclsweep.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * How many times another's losses one's are. Of pairs, one a seed, the geometric mean of the ratios
 * with its interval by Student's t on the logarithm, and p by a permutation of each pair's signs
 * ({@link SignFlips}). Of seeds that are not shared, the ratio of the medians without an interval,
 * and p by the rank sums of Mann and Whitney, normal.
 *
 * @param count pairs, or losses on both sides
 * @param paired whether they are pairs
 * @param ratio the second's over the first's; ends are NaN where there is no interval
 * @param p two-sided
 */
public record LossRatio(int count, boolean paired, Interval ratio, double p) {

  private static final double LEVEL = 0.975;

  /**
   * Of pairs.
   *
   * @param a positive losses
   * @param b those of the same seeds
   * @return empty where there is no pair
   */
  public static Optional<LossRatio> paired(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(a.length + " losses are paired with " + b.length);
    }
    int n = a.length;
    if (n == 0) {
      return Optional.empty();
    }
    double[] logs = new double[n];
    for (int i = 0; i < n; i++) {
      logs[i] = Math.log(b[i] / a[i]);
    }
    return Optional.of(new LossRatio(n, true, ofLogarithms(logs), SignFlips.pValue(logs)));
  }

  /**
   * The geometric mean of losses.
   *
   * @param losses positive, at least one; of one alone there is no interval
   */
  public static Interval mean(double[] losses) {
    return ofLogarithms(Arrays.stream(losses).map(Math::log).toArray());
  }

  private static Interval ofLogarithms(double[] logs) {
    int n = logs.length;
    double mean = Arrays.stream(logs).average().orElseThrow();
    double squares = Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum();
    double half =
        n == 1
            ? Double.NaN
            : new TDistribution(null, n - 1).inverseCumulativeProbability(LEVEL)
                * Math.sqrt(squares / (n - 1) / n);
    return new Interval(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
  }

  /** Of seeds that are not shared; empty where one side has none. */
  public static Optional<LossRatio> unpaired(double[] a, double[] b) {
    if (a.length == 0 || b.length == 0) {
      return Optional.empty();
    }
    double ratio = median(b) / median(a);
    double p = Math.min(1, new MannWhitneyUTest().mannWhitneyUTest(a, b));
    Interval none = new Interval(ratio, Double.NaN, Double.NaN);
    return Optional.of(new LossRatio(a.length + b.length, false, none, p));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
