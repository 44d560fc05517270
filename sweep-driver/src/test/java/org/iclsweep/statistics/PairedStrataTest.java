package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedStrataTest {

  private static Observation seed(long seed, boolean learns) {
    return new Observation(
        seed, learns ? 100 + seed : 2000, learns ? Event.LEARNT : Event.CENSORED, 2000);
  }

  /** Seeds that learnt in both, in the first only, in the second only, in neither. */
  static List<Pair> pairs(int both, int onlyA, int onlyB, int neither) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < both + onlyA + onlyB + neither; i++) {
      boolean inA = i < both + onlyA;
      boolean inB = i < both || i >= both + onlyA && i < both + onlyA + onlyB;
      pairs.add(new Pair(seed(i, inA), seed(i, inB)));
    }
    return pairs;
  }

  /** statsmodels 0.15.0, mcnemar(exact=True). */
  @ParameterizedTest
  @CsvSource({
    "1, 7, 0.0703125",
    "0, 3, 0.25",
    "5, 24, 0.0005461126565933228",
    "4, 18, 0.004343509674072266",
    "10, 10, 1",
  })
  void sharesAreComparedByMcNemarsExactTest(int onlyA, int onlyB, double p) {
    PairedStrata seeds = new PairedStrata(List.of(pairs(40, onlyA, onlyB, 3)));
    assertThat(seeds.shareP()).isCloseTo(p, within(1e-14));
  }

  /**
   * The airway hyper-responsiveness of 21 children, as Fagerland, Lydersen and Laake (2014) print
   * it; all digits, and the other rows, by SciPy 1.17.1's Wilson intervals.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 7, 12, 0.2857142857142857, 0.025559124164859837, 0.506920226686141",
    "29, 0, 3, 0, 0.09375, -0.029744990573288985, 0.24218154728387875",
    "20, 5, 2, 10, -0.08108108108108103, -0.22111601789582336, 0.06439260507116967",
  })
  void differencesHaveNewcombesInterval(
      int both, int onlyA, int onlyB, int neither, double value, double low, double high) {
    Interval difference =
        new PairedStrata(List.of(pairs(both, onlyA, onlyB, neither))).riskDifference();
    assertThat(difference.value()).isCloseTo(value, within(1e-12));
    assertThat(difference.low()).isCloseTo(low, within(1e-12));
    assertThat(difference.high()).isCloseTo(high, within(1e-12));
  }

  /** The same seeds twice tell no more than once; other seeds do. */
  @Test
  void strataThatSayTheSameAreNotAddedUp() {
    List<Pair> once = pairs(20, 2, 9, 4);
    PairedStrata twice = new PairedStrata(List.of(once, once));
    Interval alone = new PairedStrata(List.of(once)).riskDifference();
    assertThat(twice.shareP()).isCloseTo(new PairedStrata(List.of(once)).shareP(), within(1e-12));
    assertThat(twice.riskDifference().low()).isCloseTo(alone.low(), within(1e-12));
    assertThat(twice.timeP().orElseThrow())
        .isCloseTo(new PairedStrata(List.of(once)).timeP().orElseThrow(), within(1e-12));
    List<Pair> others = once.stream().map(p -> new Pair(renamed(p.a()), renamed(p.b()))).toList();
    PairedStrata more = new PairedStrata(List.of(once, others));
    assertThat(more.shareP()).isLessThan(twice.shareP() / 2);
    assertThat(more.riskDifference().low()).isGreaterThan(alone.low());
  }

  private static Observation renamed(Observation o) {
    return new Observation("other " + o.seed(), o.time(), o.event(), o.budget());
  }

  /** Over two settings a seed's gains are summed: by all 2^n signs of the sums. */
  @Test
  void pooledSharesArePermutedSeedBySeed() {
    Random random = new Random(8);
    for (int round = 0; round < 20; round++) {
      List<List<Pair>> strata = List.of(random(random, 11), random(random, 11));
      int[] sums = new int[11];
      strata.forEach(s -> IntStream.range(0, 11).forEach(j -> sums[j] += s.get(j).gain()));
      double[] d = Arrays.stream(sums).mapToDouble(x -> x).toArray();
      assertThat(new PairedStrata(strata).shareP()).isCloseTo(allSigns(d), within(1e-12));
      assertThat(SignFlips.pValue(d)).isCloseTo(allSigns(d), within(1e-12));
    }
  }

  private static List<Pair> random(Random random, int count) {
    List<Pair> pairs = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      pairs.add(new Pair(seed(i, random.nextInt(3) > 0), seed(i, random.nextInt(3) > 1)));
    }
    return pairs;
  }

  private static double allSigns(double[] d) {
    double seen = Math.abs(Arrays.stream(d).sum());
    int extreme = 0;
    for (int signs = 0; signs < 1 << d.length; signs++) {
      double sum = 0;
      for (int j = 0; j < d.length; j++) {
        sum += (signs >> j & 1) == 0 ? d[j] : -d[j];
      }
      extreme += Math.abs(sum) >= seen - 1e-9 ? 1 : 0;
    }
    return extreme / (double) (1 << d.length);
  }

  /** Random signs, the exact distribution and the normal one agree where each may be asked. */
  @Test
  void theDistributionsAgree() {
    Random random = new Random(3);
    double[] d = random.doubles(200, -1, 1.25).toArray();
    double sum = Arrays.stream(d).sum();
    double z = Math.abs(sum) / Math.sqrt(Arrays.stream(d).map(x -> x * x).sum());
    double normal = org.apache.commons.math3.special.Erf.erfc(z / Math.sqrt(2));
    // the error of 20,000 draws, three of them
    assertThat(SignFlips.pValue(d))
        .isCloseTo(normal, within(3 * Math.sqrt(normal / 20_000) + 0.002));
    int[] many = new int[60_000];
    Arrays.fill(many, 0, 30_400, 1);
    Arrays.fill(many, 30_400, 60_000, -1);
    double exact = SignFlips.exact(many);
    Arrays.fill(many, 59_999, 60_000, -2);
    assertThat(SignFlips.exact(many)).isCloseTo(exact, within(0.02 * exact));
  }

  /** One that is always slower by one seed of 40 or so: each pair tells, shares tell nothing. */
  @Test
  void timesArePairedSeedBySeed() {
    List<Pair> pairs = new ArrayList<>();
    Random random = new Random(6);
    for (long i = 0; i < 40; i++) {
      double own = Math.exp(5 + random.nextGaussian());
      double slower = own * (1.02 + 0.05 * random.nextDouble());
      pairs.add(
          new Pair(
              new Observation(i, own, Event.LEARNT, 1e4),
              new Observation(i, slower, Event.LEARNT, 1e4)));
    }
    PairedStrata seeds = new PairedStrata(List.of(pairs));
    assertThat(seeds.timeP().orElseThrow()).isLessThan(1e-3);
    assertThat(seeds.shareP()).isEqualTo(1);
    double unpaired =
        LogRank.pValue(
                List.of(
                    new LogRank.Stratum(
                        pairs.stream().map(Pair::a).toList(),
                        pairs.stream().map(Pair::b).toList())))
            .orElseThrow();
    assertThat(unpaired).isGreaterThan(0.5);
  }

  @Test
  void whereNothingDiffersThereIsNoTestOfTimes() {
    assertThat(new PairedStrata(List.of(pairs(9, 0, 0, 3))).timeP()).isEmpty();
  }

  /** Two heads help the seeds of one initialisation only. */
  @Test
  void aDifferenceOfDifferencesIsTested() {
    PairedStrata changes = new PairedStrata(List.of(pairs(20, 0, 12, 0), pairs(32, 0, 0, 0)));
    assertThat(changes.interactionP().orElseThrow()).isCloseTo(Math.pow(2, -11), within(1e-12));
    PairedStrata same = new PairedStrata(List.of(pairs(20, 0, 12, 0), pairs(20, 0, 12, 0)));
    assertThat(same.interactionP()).isEmpty();
    PairedStrata three =
        new PairedStrata(List.of(pairs(20, 0, 12, 0), pairs(32, 0, 0, 0), pairs(32, 0, 0, 0)));
    // one of three places for each of twelve seeds
    assertThat(three.interactionP().orElseThrow()).isLessThan(1e-3);
  }

  @Test
  void onlySeedsThatBothRanArePairs() {
    List<Observation> a = List.of(seed(1, true), seed(2, true), seed(3, false));
    List<Observation> b = List.of(seed(3, true), seed(4, true), seed(1, true));
    assertThat(Pair.of(a, b)).extracting(Pair::seed).containsExactly(1L, 3L);
    assertThat(Pair.of(List.of(new Observation(5, Event.LEARNT)), b)).isEmpty();
  }
}
