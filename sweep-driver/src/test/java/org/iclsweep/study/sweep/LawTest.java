package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.TestUtils;
import org.iclsweep.study.Range;
import org.iclsweep.study.read.Studies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of a sample are drawn from. */
class LawTest {

  private static final int DRAWS = 5000;
  private static final double FIRST = Units.middle(0);
  private static final double LAST = Units.middle((1L << Units.BITS) - 1);

  /** What a study draws a parameter from. */
  private static Law law(String path, String written) {
    Plan plan = Studies.plan("sweep.random { count = 1, " + path + " = " + written + " }");
    Axis axis = plan.blocks().get(0).groups().get(0).axes().get(0);
    return ((Draws) axis.values()).law();
  }

  private static double[] draws(Law law) {
    RandomUnits units = new RandomUnits(0, "law");
    return IntStream.range(0, DRAWS)
        .mapToDouble(i -> ((Number) law.value(units.at(i))).doubleValue())
        .toArray();
  }

  private static double uniformity(double from, double to, double[] draws) {
    return TestUtils.kolmogorovSmirnovTest(new UniformRealDistribution(from, to), draws);
  }

  private static double[] logarithms(double[] draws) {
    return Arrays.stream(draws).map(Math::log).toArray();
  }

  /** One seed in a hundred would fail under the right law; under another one all do. */
  @Test
  void numbersAreEvenBetweenTheEnds() {
    double[] draws = draws(law("task.noise", "\"0.5..2\""));
    assertThat(uniformity(0.5, 2, draws)).isGreaterThan(0.01);
    assertThat(uniformity(Math.log(0.5), Math.log(2), logarithms(draws))).isLessThan(1e-6);
  }

  @Test
  void logarithmsAreEvenBetweenThoseOfTheEnds() {
    double[] draws = draws(law("training.optimizer.learning-rate", "\"1e-4..1e-1 log\""));
    assertThat(uniformity(Math.log(1e-4), Math.log(1e-1), logarithms(draws))).isGreaterThan(0.01);
    assertThat(uniformity(1e-4, 1e-1, draws)).isLessThan(1e-6);
  }

  @Test
  void choicesAreEquallyLikely() {
    Law law = law("model.mlp.place", "[none, before, after]");
    assertThat(law.value(FIRST)).isEqualTo("none");
    assertThat(law.value(0.5)).isEqualTo("before");
    assertThat(law.value(LAST)).isEqualTo("after");
    double[] expected = new double[17];
    Arrays.fill(expected, DRAWS / 17.0);
    assertThat(TestUtils.chiSquareTest(expected, counts(law("model.depth", "\"4..20\""), 4, 17)))
        .isGreaterThan(0.01);
  }

  private static long[] counts(Law law, int first, int count) {
    long[] counts = new long[count];
    for (double draw : draws(law)) {
      counts[(int) draw - first]++;
    }
    return counts;
  }

  /** k is as likely as the distance from log k to log(k + 1). */
  @Test
  void wholeNumbersAreEvenInTheLogarithm() {
    Law law = law("model.depth", "\"2..9 log\"");
    double[] expected =
        IntStream.rangeClosed(2, 9)
            .mapToDouble(k -> DRAWS * Math.log((k + 1.0) / k) / Math.log(10.0 / 2))
            .toArray();
    assertThat(TestUtils.chiSquareTest(expected, counts(law, 2, 8))).isGreaterThan(0.01);
    assertThat(law.value(FIRST)).isEqualTo(2);
    assertThat(law.value(LAST)).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-4..1e-1 log, 0.3, 0.000794328",
    "1e-4..1e-1 log, 0.7, 0.0125893",
    "1..1e9 log, 0.5, 31622.8",
    "0.5..2, 0.3, 0.95",
    "0.5..2, 0.123456789, 0.68519",
    "1000..1001, 0.123456789, 1000.12346",
    "0.1..0.2, 0.123456789, 0.112346",
    "1e-300..1e300 log, 0.9, 1e240"
  })
  void drawsHaveSixDigits(String range, double u, BigDecimal value) {
    assertThat((double) law("task.noise", "\"" + range + "\"").value(u))
        .isEqualTo(value.doubleValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e-4..1e-1 log", "0.123456789..2.345678912", "0.123456789..2.345678912 log"})
  void drawsAreNeverOutsideTheEnds(String range) {
    Law law = law("task.noise", "\"" + range + "\"");
    List<BigDecimal> ends =
        Range.of(range).map(each -> List.of(each.first(), each.last())).orElseThrow();
    for (double u : new double[] {FIRST, 1e-9, 0.5, 1 - 1e-9, LAST}) {
      assertThat((double) law.value(u))
          .isBetween(ends.get(0).doubleValue(), ends.get(1).doubleValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "task.noise, '\"1e-1..2e0\"', '\"0.1..2\"'",
    "task.noise, '\"1e-1..2e0 log\"', '\"0.1..2 log\"'",
    "task.noise, '[off, 1, 2.50]', '[off, 1, 2.5]'",
    "task.noise, '\"1..2 by 0.5\"', '[1, 1.5, 2]'",
    "task.dim, '\"1..9\"', '\"1..9\"'",
    "task.dim, '\"1..9 log\"', '\"1..9 log\"'",
    "task.dim, '\"1..9 log 3\"', '[1, 3, 9]'",
    "measure.eval-seed, '\"1..9223372036854775807 log\"', '\"1..9223372036854775807 log\"'"
  })
  void textIsAsAStudyWouldWriteIt(String path, String written, String text) {
    assertThat(law(path, written).text()).isEqualTo(text);
  }
}
