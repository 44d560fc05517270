package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.statistics.SurvivalTest.PLACEBO;
import static org.iclsweep.statistics.SurvivalTest.TREATED;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.iclsweep.statistics.LogRank.Stratum;
import org.junit.jupiter.api.Test;

class MeasuresOfComparisonTest {

  /** Medians 23 (13 to infinity) and 8 (4 to 11) by lifelines 0.30.3, median_survival_times. */
  @Test
  void aRatioOfMediansHasTheIntervalOfBoth() {
    Interval ratio = MedianRatio.of(new Stratum(TREATED, PLACEBO)).orElseThrow();
    double up = Math.hypot(Math.log(11 / 8.0), Math.log(23 / 13.0));
    assertThat(ratio.value()).isCloseTo(8 / 23.0, within(1e-12));
    assertThat(ratio.high()).isCloseTo(8 / 23.0 * Math.exp(up), within(1e-12));
    assertThat(ratio.low()).isZero();
    Interval inverse = MedianRatio.of(new Stratum(PLACEBO, TREATED)).orElseThrow();
    assertThat(inverse.low()).isCloseTo(1 / ratio.high(), within(1e-12));
    assertThat(inverse.high()).isInfinite();
  }

  /** What a seed brings along cancels. */
  @Test
  void ofPairsTheRatioIsKnownBetter() {
    Random random = new Random(1);
    List<Pair> pairs = new ArrayList<>();
    for (long i = 0; i < 60; i++) {
      double own = Math.exp(5 + 0.5 * random.nextGaussian());
      pairs.add(
          new Pair(
              new Observation(i, own, Event.LEARNT, 1e5),
              new Observation(i, own * 1.3, Event.LEARNT, 1e5)));
    }
    Interval paired = MedianRatio.of(pairs).orElseThrow();
    Interval apart =
        MedianRatio.of(
                new Stratum(
                    pairs.stream().map(Pair::a).toList(), pairs.stream().map(Pair::b).toList()))
            .orElseThrow();
    assertThat(paired.value()).isCloseTo(1.3, within(1e-9));
    assertThat(Math.log(paired.high() / paired.low()))
        .isLessThan(0.55 * Math.log(apart.high() / apart.low()));
  }

  @Test
  void withoutAMedianThereIsNoRatio() {
    assertThat(MedianRatio.of(new Stratum(SurvivalTest.weeks(1, -2, -2), TREATED))).isEmpty();
  }

  /** All outcomes of 24 seeds, one by one. */
  @Test
  void powerIsThatOfTheExactTest() {
    int n = 24;
    double gained = 0.4;
    double lost = 0.08;
    double power = 0;
    for (int b = 0; b <= n; b++) {
      for (int c = 0; b + c <= n; c++) {
        double rarer =
            b + c == 0
                ? 1
                : 2
                    * new BinomialDistribution(null, b + c, 0.5)
                        .cumulativeProbability(Math.min(b, c));
        if (rarer < 0.05) {
          power +=
              new BinomialDistribution(null, n, gained).probability(b)
                  * new BinomialDistribution(null, n - b, lost / (1 - gained)).probability(c);
        }
      }
    }
    assertThat(Detectable.exactPower(n, gained, lost)).isCloseTo(power, within(1e-10));
  }

  /** With one seed less of difference the test rejects less often than in four of five. */
  @Test
  void theDetectableDifferenceHasThePowerItSays() {
    double d = Detectable.paired(0.97, 32).orElseThrow();
    assertThat(d).isBetween(0.2, 0.4);
    assertThat(Detectable.exactPower(32, 0.97 * (0.03 + d), 0.03 * (0.97 - d)))
        .isGreaterThanOrEqualTo(0.8);
    double less = d - 0.01;
    assertThat(Detectable.exactPower(32, 0.97 * (0.03 + less), 0.03 * (0.97 - less)))
        .isLessThan(0.8);
    assertThat(Detectable.paired(0.9, 5)).as("five pairs reject nothing").isEmpty();
    // both ways of reckoning meet
    assertThat(Detectable.paired(0.9, 2001).orElseThrow())
        .isCloseTo(Detectable.paired(0.9, 2000).orElseThrow(), within(0.004));
  }

  /**
   * Casagrande, Pike and Smith (1978): 80 % for .9 against .5 takes about 24 seeds each, exactly.
   */
  @Test
  void fishersTestNeedsMoreSeeds() {
    double d = Detectable.unpaired(0.9, 24, 24).orElseThrow();
    assertThat(d).isCloseTo(0.4, within(0.03));
    assertThat(d).isGreaterThan(Detectable.unpaired(0.9, 48, 48).orElseThrow());
  }

  /** 256 seeds, 18 late in one setting, 5 in the other, two of them in both. */
  @Test
  void whetherLatenessRepeatsIsTested() {
    List<Observation> x = setting(256, 0, 18);
    List<Observation> y = setting(256, 16, 21);
    Repetition r = Repetition.of(List.of(x, y)).orElseThrow();
    double phi = (256 * 2.0 - 18 * 5) / Math.sqrt(18.0 * 238 * 5 * 251);
    assertThat(r.phis()).hasSize(1);
    assertThat(r.phis().get(0)).isCloseTo(phi, within(1e-12));
    double px = 18 / 256.0;
    double py = 5 / 256.0;
    double own = px * (1 - px) + py * (1 - py);
    assertThat(r.designEffect()).isCloseTo(1 + 2 * (2 / 256.0 - px * py) / own, within(1e-12));
    HypergeometricDistribution both = new HypergeometricDistribution(null, 256, 18, 5);
    double p = 1 - both.cumulativeProbability(1);
    assertThat(r.p()).isCloseTo(p, within(0.15 * p)); // 400 or more of the permutations
  }

  private static List<Observation> setting(int seeds, int from, int to) {
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      boolean late = i >= from && i < to;
      all.add(new Observation(i, late ? 2000 : 150, late ? Event.CENSORED : Event.LEARNT, 2000));
    }
    return all;
  }

  @Test
  void whereAllLearnNothingRepeats() {
    assertThat(Repetition.of(List.of(setting(9, 0, 0), setting(9, 2, 3)))).isEmpty();
    assertThat(Repetition.of(List.of())).isEmpty();
  }
}
