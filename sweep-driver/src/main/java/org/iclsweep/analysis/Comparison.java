package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * Two levels of one factor, held against each other: the shares that made the transition by
 * Fisher's exact test, the steps of those that did by Mann and Whitney's.
 *
 * @param factor what differs
 * @param a the first level
 * @param b the second level
 * @param where the other factors' levels in words; {@code null} when pooled over them
 * @param pooled number of pairs of settings in it; 1 when not pooled
 */
public record Comparison(Factor factor, Side a, Side b, String where, int pooled) {

  /**
   * One level.
   *
   * @param label the level in words
   * @param transitioned share that made the transition
   * @param steps transition steps of those
   */
  public record Side(String label, Proportion transitioned, List<Double> steps) {
    public Side {
      steps = List.copyOf(steps);
    }

    Side and(Side other) {
      List<Double> all = new ArrayList<>(steps);
      all.addAll(other.steps);
      return new Side(
          label,
          new Proportion(
              transitioned.successes() + other.transitioned.successes(),
              transitioned.trials() + other.transitioned.trials()),
          all);
    }
  }

  /** Two-sided p of Fisher's exact test on the shares. */
  public double p() {
    return FisherExact.pValue(a.transitioned, b.transitioned);
  }

  /** Odds of the second level over those of the first. */
  public double oddsRatio() {
    return FisherExact.oddsRatio(b.transitioned, a.transitioned);
  }

  /**
   * Two-sided p of the Mann-Whitney test on the steps, by its normal approximation; empty where one
   * side has fewer than eight.
   */
  public OptionalDouble stepsP() {
    if (a.steps.size() < 8 || b.steps.size() < 8) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(new MannWhitneyUTest().mannWhitneyUTest(array(a), array(b)));
  }

  private static double[] array(Side side) {
    return side.steps.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
