package org.iclsweep.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.special.Gamma;

/**
 * The log-rank test of whether two samples of seeds learn at the same rate, those that were not
 * watched to it among them. At each step with d of n seeds learning, of which n_a are of the first
 * sample, that sample is expected to have d n_a / n of them, with the variance of the
 * hypergeometric distribution; over all steps
 *
 * <pre>
 *   chi² = (sum of observed - expected)² / sum of variances,  one degree of freedom
 * </pre>
 *
 * <p>Who diverged stays among the n seeds to the end of its budget, as one that will not learn. So
 * what is compared is how the share that has learnt grows, of all (Gray's test, where all know how
 * long they are watched), and not how those learn that have not diverged.
 *
 * <p>Stratified, both sums run over all strata: seeds are compared with those of their own stratum
 * only, to the step to which both are watched. Samples are to be independent: seeds that both ran
 * are compared by {@link SignFlips} of {@link #scores}.
 *
 * <p><b>Cost.</b> Of n seeds O(n log n).
 *
 * @see <a href="https://pubmed.ncbi.nlm.nih.gov/5910392/">Mantel (1966)</a>
 * @see <a href="https://doi.org/10.1214/aos/1176350951">Gray (1988)</a>
 */
public final class LogRank {

  /**
   * Two samples that are compared with each other.
   *
   * @param a the first
   * @param b the second
   */
  public record Stratum(List<Observation> a, List<Observation> b) {
    public Stratum {
      a = List.copyOf(a);
      b = List.copyOf(b);
    }

    /** The same to the step to which both are watched. */
    Stratum together() {
      double horizon = Math.min(horizon(a), horizon(b));
      return new Stratum(
          a.stream().map(seed -> seed.until(horizon)).toList(),
          b.stream().map(seed -> seed.until(horizon)).toList());
    }

    private static double horizon(List<Observation> seeds) {
      return seeds.stream().mapToDouble(s -> Math.max(s.time(), s.budget())).max().orElse(0);
    }
  }

  private LogRank() {}

  /** The statistic; empty where nothing could have come out otherwise. */
  public static OptionalDouble chiSquared(List<Stratum> strata) {
    double difference = 0;
    double variance = 0;
    for (Stratum each : strata) {
      Stratum stratum = each.together();
      Steps a = new Steps(stratum.a());
      Steps b = new Steps(stratum.b());
      double time = Math.min(a.next(), b.next());
      while (time < Double.POSITIVE_INFINITY) {
        double ofA = a.watched(time);
        double all = ofA + b.watched(time);
        double learntA = a.learnt(time);
        double learnt = learntA + b.learnt(time);
        difference += learntA - learnt * ofA / all;
        if (all > 1) {
          variance += learnt * (ofA / all) * (1 - ofA / all) * (all - learnt) / (all - 1);
        }
        time = Math.min(a.next(), b.next());
      }
    }
    return variance > 0
        ? OptionalDouble.of(difference * difference / variance)
        : OptionalDouble.empty();
  }

  /** The two-sided p value, by the chi-squared distribution. */
  public static OptionalDouble pValue(List<Stratum> strata) {
    OptionalDouble statistic = chiSquared(strata);
    return statistic.isEmpty()
        ? statistic
        : OptionalDouble.of(Gamma.regularizedGammaQ(0.5, statistic.getAsDouble() / 2));
  }

  /**
   * Of each seed of one sample its part in that sum, had all that learnt been expected to do so at
   * the rate of all: 1 if it learnt, less the sum of d / n over the steps until which it was
   * watched. The parts of the first of two samples sum to observed less expected.
   */
  static double[] scores(List<Observation> seeds) {
    Steps steps = new Steps(seeds);
    double[] times = new double[steps.events.length];
    double[] sums = new double[steps.events.length];
    int distinct = 0;
    double sum = 0;
    for (double time = steps.next(); time < Double.POSITIVE_INFINITY; time = steps.next()) {
      double watched = steps.watched(time);
      sum += steps.learnt(time) / watched;
      times[distinct] = time;
      sums[distinct++] = sum;
    }
    double[] scores = new double[seeds.size()];
    for (int i = 0; i < scores.length; i++) {
      Observation seed = seeds.get(i);
      int at = Arrays.binarySearch(times, 0, distinct, seed.atRiskUntil());
      int last = at >= 0 ? at : -at - 2;
      scores[i] = (seed.learnt() ? 1 : 0) - (last < 0 ? 0 : sums[last]);
    }
    return scores;
  }

  /** One sample, walked through in the order of its steps. */
  private static final class Steps {
    private final double[] events;
    private final double[] leaving;
    private int event;
    private int left;

    Steps(List<Observation> seeds) {
      events = seeds.stream().filter(Observation::learnt).mapToDouble(Observation::time).toArray();
      leaving = seeds.stream().mapToDouble(Observation::atRiskUntil).toArray();
      Arrays.sort(events);
      Arrays.sort(leaving);
    }

    /** The next step at which a seed learns; infinite if there is none. */
    double next() {
      return event < events.length ? events[event] : Double.POSITIVE_INFINITY;
    }

    /** How many are watched until this step, which comes after all that were asked for. */
    double watched(double time) {
      while (left < leaving.length && leaving[left] < time) {
        left++;
      }
      return leaving.length - left;
    }

    /** How many learn at this step; passes on to the next. */
    double learnt(double time) {
      int first = event;
      while (event < events.length && events[event] == time) {
        event++;
      }
      return event - first;
    }
  }
}
