package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Two levels of a factor, compared in one or several pairs of settings that share seeds. What seeds
 * have in common, in the two settings of a pair and between pairs, is kept: every test is one of
 * whole seeds.
 *
 * @param strata the seeds of each pair of settings that ran in both
 */
public record PairedStrata(List<List<Pair>> strata) {

  public PairedStrata {
    strata = strata.stream().map(List::copyOf).toList();
  }

  /** Exact p of the shares that learnt: McNemar's test, of seeds over all strata. */
  public double shareP() {
    Map<Object, int[]> gains = new HashMap<>();
    for (List<Pair> pairs : strata) {
      for (Pair pair : pairs) {
        gains.computeIfAbsent(pair.seed(), seed -> new int[1])[0] += pair.gain();
      }
    }
    return SignFlips.exact(gains.values().stream().mapToInt(gain -> gain[0]).toArray());
  }

  /**
   * p of the times: the permutation over seeds of the log-rank statistic, scores of each stratum's
   * own; empty where no score differs.
   */
  public OptionalDouble timeP() {
    Map<Object, double[]> differences = new LinkedHashMap<>();
    for (List<Pair> pairs : strata) {
      LogRank.Stratum both =
          new LogRank.Stratum(
                  pairs.stream().map(Pair::a).toList(), pairs.stream().map(Pair::b).toList())
              .together();
      List<Observation> all = new ArrayList<>(both.a());
      all.addAll(both.b());
      double[] scores = LogRank.scores(all);
      for (int i = 0; i < pairs.size(); i++) {
        differences.computeIfAbsent(pairs.get(i).seed(), seed -> new double[1])[0] +=
            scores[i] - scores[pairs.size() + i];
      }
    }
    double[] d = differences.values().stream().mapToDouble(each -> each[0]).toArray();
    for (double each : d) {
      if (Math.abs(each) > 1e-12) {
        return OptionalDouble.of(SignFlips.pValue(d));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * Share that learnt at the second level less that at the first: Newcombe's score interval for
   * pairs; strata are weighted by their seeds, and their errors as correlated as seeds' gains are.
   *
   * @see <a
   *     href="https://doi.org/10.1002/(SICI)1097-0258(19981130)17:22%3C2635::AID-SIM954%3E3.0.CO;2-C">Newcombe
   *     (1998)</a>, method 10
   */
  public Interval riskDifference() {
    int k = strata.size();
    Interval[] parts = new Interval[k];
    double[] weights = new double[k];
    double all = strata.stream().mapToInt(List::size).sum();
    for (int i = 0; i < k; i++) {
      parts[i] = riskDifference(strata.get(i));
      weights[i] = strata.get(i).size() / all;
    }
    double[][] correlations = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        correlations[i][j] = i == j ? 1 : correlation(strata.get(i), strata.get(j));
      }
    }
    return Interval.sum(parts, weights, correlations);
  }

  private static Interval riskDifference(List<Pair> pairs) {
    int n = pairs.size();
    int both = 0;
    int onlyA = 0;
    int onlyB = 0;
    for (Pair pair : pairs) {
      both += pair.a().learnt() && pair.b().learnt() ? 1 : 0;
      onlyA += pair.gain() < 0 ? 1 : 0;
      onlyB += pair.gain() > 0 ? 1 : 0;
    }
    int neither = n - both - onlyA - onlyB;
    return Interval.difference(
        new Proportion(both + onlyA, n).wilson(),
        new Proportion(both + onlyB, n).wilson(),
        phi(both, onlyA, onlyB, neither));
  }

  /** The correlation of the two outcomes, shrunk where it is positive as the method has it. */
  private static double phi(int both, int onlyA, int onlyB, int neither) {
    double n = both + onlyA + onlyB + neither;
    double excess = (double) both * neither - (double) onlyA * onlyB;
    double margins =
        Math.sqrt((double) (both + onlyA) * (onlyB + neither))
            * Math.sqrt((double) (both + onlyB) * (onlyA + neither));
    return margins == 0 ? 0 : (excess > 0 ? Math.max(excess - n / 2, 0) : excess) / margins;
  }

  /** Of the gains of the seeds that both strata have; 0 where either has no spread. */
  private static double correlation(List<Pair> x, List<Pair> y) {
    Map<Object, Integer> gains = new HashMap<>();
    y.forEach(pair -> gains.put(pair.seed(), pair.gain()));
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (Pair pair : x) {
      Integer other = gains.get(pair.seed());
      if (other != null) {
        double gain = pair.gain();
        n++;
        sx += gain;
        sy += other;
        sxx += gain * gain;
        syy += other * other;
        sxy += gain * other;
      }
    }
    double spread = (n * sxx - sx * sx) * (n * syy - sy * sy);
    return spread > 0 ? (n * sxy - sx * sy) / Math.sqrt(spread) : 0;
  }

  /** p of whether the gain differs between the strata; empty where that cannot be told. */
  public OptionalDouble interactionP() {
    return Interaction.pValue(strata);
  }
}
