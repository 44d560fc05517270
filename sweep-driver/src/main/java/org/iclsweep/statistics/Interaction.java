package org.iclsweep.statistics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether a gain in the share differs between pairs of settings: a permutation test. Where it does
 * not, a seed's gains may change places among the pairs.
 *
 * <pre>  statistic = sum over pairs k of (sum over seeds j of g_jk)²  </pre>
 *
 * <p>Of two pairs it is the exact {@link SignFlips} of the differences of their gains. Only seeds
 * that all pairs have count.
 */
final class Interaction {
  private static final int PERMUTATIONS = 20_000;
  private static final int ENOUGH = 400;
  private static final double WORK = 2e8;
  private static final long SEED = 0x5eed;

  private Interaction() {}

  static OptionalDouble pValue(List<List<Pair>> strata) {
    int[][] gains = gains(strata);
    boolean told = strata.size() > 1 && differs(gains);
    if (!told) {
      return OptionalDouble.empty();
    }
    if (strata.size() == 2) {
      int[] differences = new int[gains.length];
      for (int j = 0; j < gains.length; j++) {
        differences[j] = gains[j][1] - gains[j][0];
      }
      return OptionalDouble.of(SignFlips.exact(differences));
    }
    double work = (double) PERMUTATIONS * gains.length * strata.size();
    return OptionalDouble.of(work > WORK ? asymptotic(gains) : random(gains));
  }

  /** By seed and stratum. */
  private static int[][] gains(List<List<Pair>> strata) {
    Map<Object, int[]> bySeed = new HashMap<>();
    Map<Object, Integer> seen = new HashMap<>();
    for (int k = 0; k < strata.size(); k++) {
      Set<Object> once = new HashSet<>();
      for (Pair pair : strata.get(k)) {
        if (once.add(pair.seed())) {
          bySeed.computeIfAbsent(pair.seed(), seed -> new int[strata.size()])[k] = pair.gain();
          seen.merge(pair.seed(), 1, Integer::sum);
        }
      }
    }
    return strata.isEmpty()
        ? new int[0][]
        : strata.get(0).stream()
            .map(Pair::seed)
            .distinct()
            .filter(seed -> seen.get(seed) == strata.size())
            .map(bySeed::get)
            .toArray(int[][]::new);
  }

  private static boolean differs(int[][] gains) {
    for (int[] seed : gains) {
      for (int gain : seed) {
        if (gain != seed[0]) {
          return true;
        }
      }
    }
    return false;
  }

  private static double statistic(long[] sums) {
    double statistic = 0;
    for (long sum : sums) {
      statistic += (double) sum * sum;
    }
    return statistic;
  }

  private static double random(int[][] gains) {
    int strata = gains[0].length;
    long[] sums = new long[strata];
    for (int[] seed : gains) {
      for (int k = 0; k < strata; k++) {
        sums[k] += seed[k];
      }
    }
    double seen = statistic(sums);
    SplittableRandom random = new SplittableRandom(SEED);
    int extreme = 0;
    for (int round = 1; round < PERMUTATIONS; round++) {
      sums = new long[strata];
      for (int[] seed : gains) {
        for (int k = strata - 1; k >= 0; k--) {
          int other = random.nextInt(k + 1);
          int gain = seed[other];
          seed[other] = seed[k];
          seed[k] = gain;
          sums[k] += gain;
        }
      }
      extreme += statistic(sums) >= seen ? 1 : 0;
      if (extreme == ENOUGH) {
        return (double) extreme / round;
      }
    }
    return (extreme + 1.0) / PERMUTATIONS;
  }

  /** Chi-squared, as of Cochran's Q. */
  private static double asymptotic(int[][] gains) {
    int strata = gains[0].length;
    double[] sums = new double[strata];
    double variance = 0;
    double mean = 0;
    for (int[] seed : gains) {
      double own = 0;
      double squares = 0;
      for (int k = 0; k < strata; k++) {
        sums[k] += seed[k];
        own += seed[k];
        squares += (double) seed[k] * seed[k];
      }
      mean += own / strata;
      variance += (squares - own * own / strata) / (strata - 1);
    }
    double statistic = 0;
    for (double sum : sums) {
      statistic += (sum - mean) * (sum - mean);
    }
    return Gamma.regularizedGammaQ((strata - 1) / 2.0, statistic / variance / 2);
  }
}
