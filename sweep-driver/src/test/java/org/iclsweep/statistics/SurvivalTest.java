package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.iclsweep.statistics.Survival.Fall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Held against the values that textbooks and manuals print for the weeks of remission of 42
 * patients with leukaemia of Freireich et al. (1963), of whom 21 got 6-mercaptopurine.
 */
class SurvivalTest {

  /** Negative weeks are censored. */
  static final List<Observation> TREATED =
      weeks(
          6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35);

  static final List<Observation> PLACEBO =
      weeks(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

  static List<Observation> weeks(int... weeks) {
    List<Observation> patients = new ArrayList<>();
    for (int week : weeks) {
      patients.add(new Observation(Math.abs(week), week > 0 ? Event.LEARNT : Event.CENSORED));
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

  /** Half of n seeds have learnt at the step of the n/2-th, however n halves in binary. */
  @Test
  void aHalfIsAHalf() {
    for (int n = 2; n <= 600; n += 2) {
      int[] steps = IntStream.rangeClosed(1, n).toArray();
      assertThat(Survival.of(weeks(steps)).median()).as("%s seeds", n).hasValue(n / 2);
    }
  }

  /**
   * 3 of 9 k learn, 2 k are lost, k of 4 k learn: 2/3 times 3/4 is a half, one seed less is not.
   */
  @Test
  void aHalfIsAHalfWhereSomeAreLost() {
    for (int k = 1; k <= 300; k++) {
      List<Observation> seeds = new ArrayList<>();
      add(seeds, 3 * k, 10, Event.LEARNT);
      add(seeds, 2 * k, 20, Event.CENSORED);
      add(seeds, k, 30, Event.LEARNT);
      add(seeds, 3 * k, 40, Event.CENSORED);
      assertThat(Survival.of(seeds).median()).as("%s", k).hasValue(30);
      assertThat(Survival.of(seeds).falls().get(1).share()).isEqualTo(0.5);
      add(seeds, 1, 40, Event.CENSORED);
      assertThat(Survival.of(seeds).median()).as("one more than %s", k).isEmpty();
      assertThat(Survival.of(seeds).falls().get(1).share()).isGreaterThan(0.5);
    }
  }

  /** 36/56 times 21/27 is a half, and in binary a little more. */
  @Test
  void noRoundingMovesAHalf() {
    List<Observation> seeds = new ArrayList<>();
    add(seeds, 20, 10, Event.LEARNT);
    add(seeds, 9, 20, Event.CENSORED);
    add(seeds, 6, 30, Event.LEARNT);
    add(seeds, 21, 40, Event.CENSORED);
    assertThat(Survival.of(seeds).median()).hasValue(30);
    assertThat(Survival.of(seeds).falls().get(1).share()).isEqualTo(0.5);
  }

  @Test
  void aSeedIsWatchedToAStep() {
    assertThatThrownBy(() -> new Observation(Double.NaN, Event.LEARNT))
        .hasMessageContaining("expected numbers");
    assertThatThrownBy(() -> new Observation(1, 5, Event.LEARNT, Double.NaN))
        .hasMessageContaining("5.0 of NaN");
  }

  private static void add(List<Observation> seeds, int count, double time, Event event) {
    seeds.addAll(Collections.nCopies(count, new Observation(time, event)));
  }

  /** Aalen and Johansen's estimate and its error, by lifelines 0.30.3 (AalenJohansenFitter). */
  @ParameterizedTest
  @CsvSource({
    "0, 6, 0.9444444444444444, 0.05399029532264167",
    "1, 7, 0.8888888888888888, 0.07407407407407408",
    "2, 10, 0.8293650793650793, 0.08989705602316382",
    "3, 12.5, 0.7648809523809523, 0.10345567971430547",
    "4, 16, 0.7003968253968254, 0.11300327390786603",
    "5, 17, 0.6359126984126984, 0.11950509373191409",
    "6, 22, 0.5622165532879818, 0.12614099255579722",
    "7, 23, 0.48852040816326525, 0.12892963672992763",
    "8, 34, 0.34112811791383213, 0.14394523760804703",
  })
  void whoDivergesCompetes(int i, double time, double share, double error) {
    double[] times = {6, 7, 8, 9.5, 10, 11, 12.5, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35};
    String ends = "LLDCLCLDLLCDLLCCLC";
    List<Observation> seeds = new ArrayList<>();
    for (int k = 0; k < times.length; k++) {
      char end = ends.charAt(k);
      Event event = end == 'L' ? Event.LEARNT : end == 'D' ? Event.DIVERGED : Event.CENSORED;
      seeds.add(new Observation(times[k], event));
    }
    Survival survival = Survival.of(seeds);
    assertThat(survival.falls()).hasSize(9);
    assertThat(survival.falls().get(i).time()).isEqualTo(time);
    assertThat(survival.falls().get(i).share()).isCloseTo(share, within(1e-12));
    assertThat(survival.falls().get(i).standardError()).isCloseTo(error, within(1e-9));
  }

  /** So that shares and survival agree: who diverged is one that has not learnt. */
  @Test
  void withoutCensoringWhoDivergedCountsAmongAll() {
    List<Observation> seeds = new ArrayList<>();
    add(seeds, 2, 5, Event.DIVERGED);
    add(seeds, 5, 10, Event.LEARNT);
    add(seeds, 1, 12, Event.DIVERGED);
    add(seeds, 1, 20, Event.LEARNT);
    add(seeds, 1, 50, Event.CENSORED);
    List<Fall> falls = Survival.of(seeds).falls();
    assertThat(falls).extracting(Fall::share).containsExactly(0.5, 0.4);
    assertThat(falls).extracting(Fall::watched).containsExactly(8, 2);
    assertThat(falls.get(1).standardError()).isCloseTo(Math.sqrt(.4 * .6 / 10), within(1e-12));
  }
}
