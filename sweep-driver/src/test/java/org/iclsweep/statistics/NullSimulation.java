package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.special.Erf;
import org.iclsweep.statistics.LogRank.Stratum;

/**
 * How often each test rejects, at the 5 % level, where there is nothing to be found: four settings,
 * two by two, of 64 seeds that learn after the same law in all and share a part of what decides it.
 *
 * <p>By hand, all of docs/statistics.md: {@code java ...NullSimulation 10000}.
 */
public final class NullSimulation {
  private static final int SEEDS = 64;
  private static final double LEVEL = 0.05;
  private static final double BUDGET = 2000;

  /** A sixth of the seeds are late, one in twenty-five diverges. */
  private static final double MEDIAN = 900;

  private static final double DIVERGES = 0.04;

  private NullSimulation() {}

  public static void main(String[] arguments) {
    for (double rho : new double[] {0, 0.5, 0.9}) {
      rates(Integer.parseInt(arguments[0]), rho, 20261128)
          .forEach((test, rate) -> System.out.printf("%s %.1f: %.4f%n", test, rho, rate));
    }
  }

  /** The share of repetitions in which each test rejects. */
  static Map<String, Double> rates(int repetitions, double rho, long seed) {
    Random random = new Random(seed);
    Map<String, Integer> rejected = new LinkedHashMap<>();
    for (int i = 0; i < repetitions; i++) {
      List<List<Observation>> settings = settings(random, rho);
      List<Pair> first = Pair.of(settings.get(0), settings.get(1));
      List<Pair> second = Pair.of(settings.get(2), settings.get(3));
      PairedStrata one = new PairedStrata(List.of(first));
      PairedStrata two = new PairedStrata(List.of(first, second));
      count(rejected, "shares, McNemar", one.shareP());
      count(rejected, "shares pooled, permutation", two.shareP());
      count(rejected, "steps, permuted log-rank", one.timeP().orElse(1));
      count(rejected, "steps pooled, permuted log-rank", two.timeP().orElse(1));
      count(rejected, "interaction", two.interactionP().orElse(1));
      if (rho == 0) {
        UnpairedStrata apart = new UnpairedStrata(List.of(stratum(settings, 0)));
        UnpairedStrata pooled =
            new UnpairedStrata(List.of(stratum(settings, 0), stratum(settings, 2)));
        count(rejected, "shares unpaired, Fisher", apart.shareP());
        count(rejected, "shares unpaired pooled, Mantel-Haenszel", pooled.shareP());
        count(rejected, "steps unpaired, log-rank", apart.timeP().orElse(1));
        count(rejected, "steps unpaired pooled, log-rank", pooled.timeP().orElse(1));
        count(
            rejected,
            "lateness repeats, permutation",
            Repetition.of(settings).map(Repetition::p).orElse(1.0));
      }
    }
    Map<String, Double> rates = new LinkedHashMap<>();
    rejected.forEach((test, count) -> rates.put(test, (double) count / repetitions));
    return rates;
  }

  private static Stratum stratum(List<List<Observation>> settings, int first) {
    return new Stratum(settings.get(first), settings.get(first + 1));
  }

  private static void count(Map<String, Integer> rejected, String test, double p) {
    rejected.merge(test, p < LEVEL ? 1 : 0, Integer::sum);
  }

  /** The logarithm of a seed's step is normal, correlated between settings by rho. */
  private static List<List<Observation>> settings(Random random, double rho) {
    List<List<Observation>> settings = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      settings.add(new ArrayList<>());
    }
    for (int j = 0; j < SEEDS; j++) {
      double own = random.nextGaussian();
      double fate = random.nextGaussian();
      for (List<Observation> setting : settings) {
        double z = mixed(own, random, rho);
        double u = Erf.erfc(-mixed(fate, random, rho) / Math.sqrt(2)) / 2;
        double step = Math.rint(MEDIAN * Math.exp(0.8 * z));
        Event event =
            u < DIVERGES ? Event.DIVERGED : step <= BUDGET ? Event.LEARNT : Event.CENSORED;
        double time = event == Event.DIVERGED ? 300 : Math.min(step, BUDGET);
        setting.add(new Observation(j, time, event, BUDGET));
      }
    }
    return settings;
  }

  private static double mixed(double shared, Random random, double rho) {
    return Math.sqrt(rho) * shared + Math.sqrt(1 - rho) * random.nextGaussian();
  }
}
