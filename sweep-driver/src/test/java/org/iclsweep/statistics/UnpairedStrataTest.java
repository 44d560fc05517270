package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.statistics.LogRank.Stratum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpairedStrataTest {

  private static List<Observation> seeds(int learnt, int all) {
    List<Observation> seeds = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      seeds.add(
          new Observation(
              i < learnt ? 100 + i % 900 : 2000, i < learnt ? Event.LEARNT : Event.CENSORED));
    }
    return seeds;
  }

  private static Stratum stratum(int a, int n, int b, int m) {
    return new Stratum(seeds(a, n), seeds(b, m));
  }

  /** The lady tasting tea; R's example of twins; two rows of the reference to its two digits. */
  @ParameterizedTest
  @CsvSource({
    "3, 4, 1, 4, .48571, 5e-6",
    "2, 17, 10, 13, .0005367, 5e-8",
    "6, 30, 1, 30, .10, 5e-3",
    "8, 40, 3, 30, .33, 5e-3",
    "5, 5, 5, 5, 1, 1e-12",
  })
  void oneTableIsFishersTest(int a, int n, int b, int m, double p, double tolerance) {
    assertThat(new UnpairedStrata(List.of(stratum(a, n, b, m))).shareP())
        .isCloseTo(p, within(tolerance));
  }

  /** Hypergeometric distributions of SciPy 1.17.1, summed over all tables. */
  @Test
  void severalTablesAreMantelAndHaenszelsTest() {
    assertThat(
            new UnpairedStrata(
                    List.of(stratum(8, 10, 3, 10), stratum(9, 12, 5, 12), stratum(4, 8, 2, 9)))
                .shareP())
        .isCloseTo(0.004871537802474202, within(1e-12));
    assertThat(
            new UnpairedStrata(List.of(stratum(29, 32, 32, 32), stratum(31, 32, 32, 32))).shareP())
        .isCloseTo(0.11904761904761904, within(1e-12));
  }

  /** Two settings of which the second level has the seeds where few learn: Simpson's paradox. */
  @Test
  void strataAreNotAddedUp() {
    UnpairedStrata strata =
        new UnpairedStrata(List.of(stratum(90, 100, 10, 11), stratum(2, 20, 19, 200)));
    assertThat(strata.shareP()).isGreaterThan(0.9);
    assertThat(new UnpairedStrata(List.of(stratum(92, 120, 29, 211))).shareP()).isLessThan(1e-9);
    assertThat(strata.riskDifference().low()).isLessThanOrEqualTo(0);
    assertThat(strata.riskDifference().high()).isGreaterThanOrEqualTo(0);
    double first = 100 * 11 / 111.0;
    double second = 20 * 200 / 220.0;
    double pooled = (first * (10 / 11.0 - 0.9) + second * (19 / 200.0 - 0.1)) / (first + second);
    assertThat(strata.riskDifference().value()).isCloseTo(pooled, within(1e-12));
  }

  /** The first is Newcombe's (1998) first example; all digits by statsmodels 0.15.0. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.05243147240236498, 0.33387265403690614",
    "29, 32, 32, 32, -0.24218154728387875, 0.029744990573288985",
    "9, 10, 3, 10, 0.1705227239345029, 0.809017973535488",
    "10, 10, 0, 20, 0.6790860371419145, 1",
  })
  void differencesHaveNewcombesInterval(int b, int m, int a, int n, double low, double high) {
    Interval difference = new UnpairedStrata(List.of(stratum(a, n, b, m))).riskDifference();
    assertThat(difference.value()).isCloseTo((double) b / m - (double) a / n, within(1e-12));
    assertThat(difference.low()).isCloseTo(low, within(1e-12));
    assertThat(difference.high()).isCloseTo(high, within(1e-12));
  }

  /** Too many seeds for all tables: the normal distribution gives nearly the same. */
  @Test
  void manySeedsAreComparedToo() {
    Stratum large = stratum(19_000, 40_000, 19_300, 40_000);
    double exact = new UnpairedStrata(List.of(large)).shareP();
    double two =
        new UnpairedStrata(List.of(large, stratum(19_000, 40_000, 19_000, 40_000))).shareP();
    assertThat(exact).isBetween(0.03, 0.04);
    assertThat(two).isBetween(0.12, 0.15);
  }
}
