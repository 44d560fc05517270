package org.iclsweep.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * The permutation test of paired differences, one a seed: where two settings do not differ, a seed
 * may as well have run in either under the name of the other, in all pairs of settings at once, so
 * each difference has either sign with equal probability, and whatever binds a seed's results
 * together stays as it is.
 *
 * <pre>  p = P(|sum of +-d_j| >= |sum of d_j|)  </pre>
 *
 * @see <a href="https://doi.org/10.1002/0471728160">Edgington and Onghena (2007)</a>
 */
public final class SignFlips {

  /** Up to so many differences all signs are gone through. */
  private static final int ALL = 14;

  private static final int FLIPS = 20_000;

  /** After so many sums as far out as the one seen, p is known well enough. */
  private static final int ENOUGH = 400;

  /** Above so many differences their sum is normal. */
  private static final int MANY = 10_000;

  /** Multiplications that an exact distribution may take. */
  private static final double WORK = 2e8;

  private static final long SEED = 0x5eed;

  private SignFlips() {}

  /**
   * Exact, of whole numbers. Where all are 1 or -1 it is the exact test of McNemar.
   *
   * @see <a href="https://doi.org/10.1007/BF02295996">McNemar (1947)</a>
   */
  public static double exact(int[] differences) {
    TreeMap<Integer, Integer> sizes = new TreeMap<>();
    long sum = 0;
    for (int d : differences) {
      sum += d;
      if (d != 0) {
        sizes.merge(Math.abs(d), 1, Integer::sum);
      }
    }
    double work = 0;
    long most = 0;
    for (Map.Entry<Integer, Integer> size : sizes.entrySet()) {
      most += (long) size.getKey() * size.getValue();
      work += (double) most * size.getValue();
    }
    if (sizes.size() == 1) {
      int unit = sizes.firstKey();
      int count = sizes.get(unit);
      long few = (count - Math.abs(sum) / unit) / 2;
      double tail = new BinomialDistribution(null, count, 0.5).cumulativeProbability((int) few);
      return Math.min(1, 2 * tail);
    }
    return work > WORK
        ? normal(Math.abs(sum) - 1, Arrays.stream(differences).mapToDouble(d -> d).toArray())
        : exact(sizes, Math.abs(sum));
  }

  /** By the distribution of the sum of the positive ones. */
  private static double exact(TreeMap<Integer, Integer> sizes, long sum) {
    double[] positive = {1};
    int most = 0;
    for (Map.Entry<Integer, Integer> size : sizes.entrySet()) {
      int unit = size.getKey();
      int count = size.getValue();
      BinomialDistribution among = new BinomialDistribution(null, count, 0.5);
      double[] next = new double[most + unit * count + 1];
      for (int k = 0; k <= count; k++) {
        double probability = among.probability(k);
        for (int i = 0; i <= most; i++) {
          next[i + unit * k] += probability * positive[i];
        }
      }
      positive = next;
      most += unit * count;
    }
    double p = 0;
    for (int i = 0; i <= most; i++) {
      p += Math.abs(2L * i - most) >= sum ? positive[i] : 0;
    }
    return Math.min(1, p);
  }

  /**
   * Of any numbers: exact for few, else by 20,000 random signs from a fixed seed, fewer where p is
   * large; by the normal distribution above 10,000 differences.
   *
   * @see <a href="https://doi.org/10.1093/biomet/78.2.301">Besag and Clifford (1991)</a>
   */
  public static double pValue(double[] differences) {
    double[] d = Arrays.stream(differences).filter(x -> x != 0).toArray();
    double seen = Math.abs(Arrays.stream(d).sum()) * (1 - 1e-12);
    if (d.length > MANY) {
      return normal(seen, d);
    }
    return d.length <= ALL ? all(d, seen) : Math.min(random(d, seen), bound(d, seen));
  }

  private static double all(double[] d, double seen) {
    int extreme = 0;
    for (int signs = 0; signs < 1 << d.length; signs++) {
      double sum = 0;
      for (int j = 0; j < d.length; j++) {
        sum += (signs >> j & 1) == 0 ? d[j] : -d[j];
      }
      extreme += Math.abs(sum) >= seen ? 1 : 0;
    }
    return extreme / (double) (1 << d.length);
  }

  private static double random(double[] d, double seen) {
    SplittableRandom random = new SplittableRandom(SEED);
    int extreme = 0;
    for (int flip = 1; flip < FLIPS; flip++) {
      double sum = 0;
      long signs = 0;
      for (int j = 0; j < d.length; j++) {
        signs = j % 64 == 0 ? random.nextLong() : signs >>> 1;
        sum += (signs & 1) == 0 ? d[j] : -d[j];
      }
      extreme += Math.abs(sum) >= seen ? 1 : 0;
      if (extreme == ENOUGH) {
        return (double) extreme / flip;
      }
    }
    return (extreme + 1.0) / FLIPS;
  }

  /** Hoeffding's: p is never above it, and what random signs cannot resolve is. */
  private static double bound(double[] d, double seen) {
    return 2 * Math.exp(-seen * seen / (2 * squares(d)));
  }

  private static double normal(double seen, double[] d) {
    double squares = squares(d);
    return squares == 0 ? 1 : Math.min(1, Erf.erfc(Math.max(seen, 0) / Math.sqrt(2 * squares)));
  }

  private static double squares(double[] d) {
    return Arrays.stream(d).map(x -> x * x).sum();
  }
}
