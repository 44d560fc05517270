package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.iclsweep.analysis.LogRank.Stratum;
import org.iclsweep.analysis.Survival.Fall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Held against the values that textbooks and manuals print for the weeks of remission of 42
 * patients with leukaemia of Freireich et al. (1963), of whom 21 got 6-mercaptopurine.
 */
class SurvivalTest {

  /** Negative weeks are censored. */
  private static final List<Observation> TREATED =
      weeks(
          6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35);

  private static final List<Observation> PLACEBO =
      weeks(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

  private static List<Observation> weeks(int... weeks) {
    List<Observation> patients = new ArrayList<>();
    for (int week : weeks) {
      patients.add(new Observation(Math.abs(week), week > 0));
    }
    return patients;
  }

  /** To four decimals: Stata's manual, sts list, of the treated. */
  @ParameterizedTest
  @CsvSource({
    "0, 6, 21, 3, .8571, .0764, .6197, .9516",
    "1, 7, 17, 1, .8067, .0869, .5631, .9228",
    "2, 10, 15, 1, .7529, .0963, .5032, .8894",
    "3, 13, 12, 1, .6902, .1068, .4316, .8491",
    "4, 16, 11, 1, .6275, .1141, .3675, .8049",
    "5, 22, 7, 1, .5378, .1282, .2678, .7468",
    "6, 23, 6, 1, .4482, .1346, .1881, .6801",
  })
  void itMatchesPublishedValues(
      int i,
      double time,
      int watched,
      int made,
      double share,
      double error,
      double low,
      double high) {
    Survival survival = Survival.of(TREATED);
    assertThat(survival.falls()).hasSize(7);
    Fall fall = survival.falls().get(i);
    assertThat(fall.time()).isEqualTo(time);
    assertThat(fall.watched()).isEqualTo(watched);
    assertThat(fall.made()).isEqualTo(made);
    assertThat(fall.share()).isCloseTo(share, within(5e-5));
    assertThat(fall.standardError()).isCloseTo(error, within(5.1e-5));
    assertThat(fall.low()).isCloseTo(low, within(5e-5));
    assertThat(fall.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void mediansMatchPublishedOnes() {
    assertThat(Survival.of(TREATED).median()).hasValue(23);
    assertThat(Survival.of(PLACEBO).median()).hasValue(8);
    assertThat(Survival.of(weeks(1, -2, -2)).median()).isEmpty();
  }

  /** Where all are watched to the end it is the share that is left. */
  @Test
  void withoutCensoringItIsTheShareThatIsLeft() {
    List<Fall> falls = Survival.of(PLACEBO).falls();
    assertThat(falls.get(0).share()).isCloseTo(19 / 21.0, within(1e-12));
    assertThat(falls.get(5).share()).isCloseTo(8 / 21.0, within(1e-12));
    Fall last = falls.get(falls.size() - 1);
    assertThat(last.share()).isZero();
    assertThat(last.low()).isZero();
    assertThat(last.high()).isEqualTo(falls.get(falls.size() - 2).high());
  }

  @Test
  void whereNobodyMakesItItDoesNotFall() {
    Survival survival = Survival.of(weeks(-5, -9, -7));
    assertThat(survival.falls()).isEmpty();
    assertThat(survival.end()).isEqualTo(9);
  }

  @Test
  void theOrderOfSeedsMakesNoDifference() {
    List<Observation> shuffled = new ArrayList<>(TREATED);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(Survival.of(shuffled)).isEqualTo(Survival.of(TREATED));
  }

  /** R's survdiff: chi-squared 16.8 on one degree of freedom, p = 4e-05; more digits in SAS's. */
  @Test
  void theLogRankTestMatchesPublishedValues() {
    List<Stratum> samples = List.of(new Stratum(TREATED, PLACEBO));
    assertThat(LogRank.chiSquared(samples).orElseThrow()).isCloseTo(16.7929, within(5e-5));
    assertThat(LogRank.pValue(samples).orElseThrow()).isCloseTo(4.17e-5, within(5e-8));
  }

  @Test
  void sidesMayBeExchanged() {
    assertThat(LogRank.chiSquared(List.of(new Stratum(PLACEBO, TREATED))).orElseThrow())
        .isCloseTo(16.7929, within(5e-5));
  }

  /** Scores and variances add up: twice the same stratum doubles the statistic. */
  @Test
  void strataAddUp() {
    Stratum stratum = new Stratum(TREATED, PLACEBO);
    double one = LogRank.chiSquared(List.of(stratum)).orElseThrow();
    assertThat(LogRank.chiSquared(List.of(stratum, stratum)).orElseThrow())
        .isCloseTo(2 * one, within(1e-9));
  }

  /** A difference that is between strata alone is none. */
  @Test
  void whatDiffersBetweenStrataIsNotHeldAgainstTheSamples() {
    Stratum quick = new Stratum(weeks(1, 2, 3, 4), weeks(1, 2, 3, 4));
    Stratum slow = new Stratum(weeks(101, 102), weeks(101, 102));
    assertThat(LogRank.pValue(List.of(quick, slow)).orElseThrow()).isCloseTo(1, within(1e-12));
  }

  @Test
  void withoutTransitionsThereIsNoTest() {
    assertThat(LogRank.pValue(List.of(new Stratum(weeks(-5), weeks(-6))))).isEmpty();
    assertThat(LogRank.pValue(List.of(new Stratum(weeks(5), weeks(-4))))).isEmpty();
  }
}
