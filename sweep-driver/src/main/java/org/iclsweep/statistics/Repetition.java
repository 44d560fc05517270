package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Erf;

/**
 * Whether a seed that does not learn in one setting is likelier not to in another: what settings
 * that share seeds have in common. Of seeds that ran in all of them.
 *
 * <pre>
 *   phi_kl        = correlation over seeds of not learning in settings k and l
 *   design effect = variance of the number of settings in which a seed does not learn
 *                   / sum over settings of the variance of not learning
 * </pre>
 *
 * @param phis of every two settings in which some learn and some do not, in their order; empty of
 *     more than six
 * @param designEffect 1 where settings are independent
 * @param p of independence: the outcomes of each setting permuted among its seeds, two-sided
 */
public record Repetition(List<Double> phis, double designEffect, double p) {
  /** Of more settings nobody reads them. */
  private static final int MOST_PHIS = 6;

  private static final int PERMUTATIONS = 20_000;
  private static final int ENOUGH = 400;
  private static final double WORK = 2e8;
  private static final long SEED = 0x5eed;

  public Repetition {
    phis = List.copyOf(phis);
  }

  /** Of the seeds of several settings; empty where fewer than two have both outcomes. */
  public static Optional<Repetition> of(List<List<Observation>> settings) {
    boolean[][] late = late(settings);
    List<boolean[]> mixed = new ArrayList<>();
    for (boolean[] setting : late) {
      int count = count(setting);
      if (count > 0 && count < setting.length) {
        mixed.add(setting);
      }
    }
    return mixed.size() < 2 ? Optional.empty() : Optional.of(of(mixed.toArray(boolean[][]::new)));
  }

  private static Repetition of(boolean[][] late) {
    int n = late[0].length;
    int[] counts = new int[late.length];
    double sum = 0;
    double squares = 0;
    double spread = 0;
    double spreads = 0;
    double own = 0;
    for (int k = 0; k < late.length; k++) {
      double m = count(late[k]);
      counts[k] = (int) m;
      sum += m;
      squares += m * m;
      spread += m * (n - m);
      spreads += m * (n - m) * m * (n - m);
      own += m / n * (1 - m / n);
    }
    double expected = (sum * sum - squares) / 2 / n;
    double excess = together(late) - expected;
    double variance = (spread * spread - spreads) / 2 / ((double) n * n * (n - 1));
    double work = PERMUTATIONS * sum;
    double p =
        work > WORK
            ? Erf.erfc(Math.abs(excess) / Math.sqrt(2 * variance))
            : permuted(counts, n, expected, Math.abs(excess));
    List<Double> phis = late.length > MOST_PHIS ? List.of() : phis(late, counts);
    return new Repetition(phis, 1 + 2 * excess / n / own, p);
  }

  /** Times that a seed is late in two settings, over all seeds and every two settings. */
  private static double together(boolean[][] late) {
    double together = 0;
    for (int j = 0; j < late[0].length; j++) {
      double times = 0;
      for (boolean[] setting : late) {
        together += setting[j] ? times++ : 0;
      }
    }
    return together;
  }

  private static List<Double> phis(boolean[][] late, int[] counts) {
    double n = late[0].length;
    List<Double> phis = new ArrayList<>();
    for (int k = 0; k < late.length; k++) {
      for (int l = k + 1; l < late.length; l++) {
        double both = together(new boolean[][] {late[k], late[l]});
        double spread = counts[k] * (n - counts[k]) * counts[l] * (n - counts[l]);
        phis.add((n * both - (double) counts[k] * counts[l]) / Math.sqrt(spread));
      }
    }
    return phis;
  }

  private static double permuted(int[] counts, int n, double expected, double seen) {
    SplittableRandom random = new SplittableRandom(SEED);
    int extreme = 0;
    int[] places = new int[n];
    for (int j = 0; j < n; j++) {
      places[j] = j;
    }
    int[] times = new int[n];
    for (int round = 1; round < PERMUTATIONS; round++) {
      Arrays.fill(times, 0);
      long together = 0;
      for (int count : counts) {
        for (int i = 0; i < count; i++) {
          int other = i + random.nextInt(n - i);
          int place = places[other];
          places[other] = places[i];
          places[i] = place;
          together += times[place]++;
        }
      }
      extreme += Math.abs(together - expected) >= seen - 1e-9 ? 1 : 0;
      if (extreme == ENOUGH) {
        return (double) extreme / round;
      }
    }
    return (extreme + 1.0) / PERMUTATIONS;
  }

  /** By setting and seed, of the seeds that all have. */
  private static boolean[][] late(List<List<Observation>> settings) {
    Map<Object, Integer> seen = new HashMap<>();
    for (List<Observation> setting : settings) {
      setting.stream()
          .map(Observation::seed)
          .distinct()
          .forEach(seed -> seen.merge(seed, 1, Integer::sum));
    }
    Map<Object, Integer> places = new HashMap<>();
    for (Observation seed : settings.isEmpty() ? List.<Observation>of() : settings.get(0)) {
      if (seed.seed() != null && seen.get(seed.seed()) == settings.size()) {
        places.putIfAbsent(seed.seed(), places.size());
      }
    }
    boolean[][] late = new boolean[settings.size()][places.size()];
    for (int k = 0; k < late.length; k++) {
      for (Observation seed : settings.get(k)) {
        Integer place = places.get(seed.seed());
        if (place != null) {
          late[k][place] = !seed.learnt();
        }
      }
    }
    return late;
  }

  private static int count(boolean[] outcomes) {
    int count = 0;
    for (boolean each : outcomes) {
      count += each ? 1 : 0;
    }
    return count;
  }
}
