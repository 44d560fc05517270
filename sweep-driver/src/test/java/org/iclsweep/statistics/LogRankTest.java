package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.statistics.SurvivalTest.PLACEBO;
import static org.iclsweep.statistics.SurvivalTest.TREATED;
import static org.iclsweep.statistics.SurvivalTest.weeks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.iclsweep.statistics.LogRank.Stratum;
import org.junit.jupiter.api.Test;

class LogRankTest {

  /** R's survdiff: chi-squared 16.8, p = 4e-05; all digits: lifelines 0.30.3 (logrank_test). */
  @Test
  void itMatchesPublishedValues() {
    List<Stratum> samples = List.of(new Stratum(TREATED, PLACEBO));
    assertThat(LogRank.chiSquared(samples).orElseThrow())
        .isCloseTo(16.792940989216547, within(1e-12));
    assertThat(LogRank.pValue(samples).orElseThrow())
        .isCloseTo(4.168809109334511e-05, within(1e-15));
  }

  @Test
  void sidesMayBeExchanged() {
    assertThat(LogRank.chiSquared(List.of(new Stratum(PLACEBO, TREATED))).orElseThrow())
        .isCloseTo(16.792940989216547, within(1e-12));
  }

  /** Many ties, by lifelines 0.30.3. */
  @Test
  void itMatchesLifelinesWhereStepsAreTied() {
    List<Stratum> samples = List.of(new Stratum(drawn(400, 1, 1), drawn(350, 2, 1.2)));
    assertThat(LogRank.chiSquared(samples).orElseThrow())
        .isCloseTo(36.02779705917551, within(1e-11));
  }

  /** By the generator of C's standard. */
  private static List<Observation> drawn(int count, long seed, double factor) {
    List<Observation> seeds = new ArrayList<>();
    long x = seed;
    for (int i = 0; i < count; i++) {
      x = (x * 1103515245 + 12345) % (1L << 31);
      long time = 1 + (x >> 16) % 300;
      x = (x * 1103515245 + 12345) % (1L << 31);
      Event event = (x >> 16) % 4 != 0 ? Event.LEARNT : Event.CENSORED;
      seeds.add(new Observation((long) (time * factor), event));
    }
    return seeds;
  }

  /** Counted anew at every step, as the definition has it. */
  @Test
  void itIsWhatCountingAtEveryStepGives() {
    Random random = new Random(4);
    for (int round = 0; round < 50; round++) {
      List<Stratum> strata = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        strata.add(new Stratum(random(random, 40 + round), random(random, 30)));
      }
      assertThat(LogRank.chiSquared(strata).orElseThrow())
          .isCloseTo(counted(strata), within(1e-12 * counted(strata) + 1e-13));
    }
  }

  private static List<Observation> random(Random random, int count) {
    List<Observation> seeds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Event event = Event.values()[random.nextInt(3)];
      double time = event == Event.CENSORED ? 100 : 1 + random.nextInt(60) / 2.0;
      seeds.add(new Observation(i, time, event, 100));
    }
    return seeds;
  }

  private static double counted(List<Stratum> strata) {
    double difference = 0;
    double variance = 0;
    for (Stratum s : strata) {
      TreeSet<Double> times = new TreeSet<>();
      s.a().stream().filter(Observation::learnt).forEach(seed -> times.add(seed.time()));
      s.b().stream().filter(Observation::learnt).forEach(seed -> times.add(seed.time()));
      for (double time : times) {
        double ofA = s.a().stream().filter(seed -> watched(seed) >= time).count();
        double all = ofA + s.b().stream().filter(seed -> watched(seed) >= time).count();
        double learntA = s.a().stream().filter(x -> x.learnt() && x.time() == time).count();
        double learnt =
            learntA + s.b().stream().filter(x -> x.learnt() && x.time() == time).count();
        difference += learntA - learnt * ofA / all;
        variance += all > 1 ? learnt * ofA / all * (1 - ofA / all) * (all - learnt) / (all - 1) : 0;
      }
    }
    return difference * difference / variance;
  }

  private static double watched(Observation seed) {
    return seed.event() == Event.DIVERGED ? seed.budget() : seed.time();
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
  void withoutLearningThereIsNoTest() {
    assertThat(LogRank.pValue(List.of(new Stratum(weeks(-5), weeks(-6))))).isEmpty();
    assertThat(LogRank.pValue(List.of(new Stratum(weeks(5), weeks(-4))))).isEmpty();
  }

  /** The parts of one sample's seeds sum to observed less expected. */
  @Test
  void scoresSumToTheDifference() {
    List<Observation> all = new ArrayList<>(TREATED);
    all.addAll(PLACEBO);
    double[] scores = LogRank.scores(all);
    assertThat(Arrays.stream(scores).sum()).isCloseTo(0, within(1e-12));
    // 9 observed, 19.25 expected: R's survdiff
    assertThat(Arrays.stream(scores).limit(21).sum()).isCloseTo(9 - 19.25, within(5e-3));
  }

  /** Who could not have been seen to learn later is no evidence of when others do. */
  @Test
  void samplesAreComparedToTheStepToWhichBothAreWatched() {
    Stratum stratum =
        new Stratum(
            List.of(new Observation(1, 100, Event.CENSORED, 100)),
            List.of(new Observation(1, 500, Event.LEARNT, 1000)));
    assertThat(LogRank.pValue(List.of(stratum))).isEmpty();
    assertThat(stratum.together().b().get(0).event()).isEqualTo(Event.CENSORED);
  }

  /**
   * A number of seeds at which going through all of them at every step would not come to an end.
   */
  @Test
  void manySeedsAreCompared() {
    Random random = new Random(2);
    List<Observation> a = random.doubles(200_000).mapToObj(LogRankTest::learnt).toList();
    List<Observation> b = random.doubles(200_000).mapToObj(LogRankTest::learnt).toList();
    assertThat(LogRank.pValue(List.of(new Stratum(a, b))).orElseThrow()).isBetween(0.001, 1.0);
    assertThat(Survival.of(a).median().orElseThrow()).isCloseTo(0.5, within(0.01));
  }

  private static Observation learnt(double time) {
    return new Observation(time, Event.LEARNT);
  }
}
