package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.iclsweep.statistics.Boundary.Course;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a probability crosses a share. */
class BoundaryTest {

  private static PointShare at(double x, int events) {
    return new PointShare(List.of(x), events, 8);
  }

  private static List<PointShare> step() {
    return List.of(at(0, 0), at(0.25, 0), at(0.5, 8), at(0.75, 8), at(1, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void withoutTrialsNothingIsKnown(int axes) {
    Boundary boundary = Boundary.of(List.of(), axes, 0.5);
    List<Double> middle = List.of(0.5, 0.5).subList(0, axes);

    assertThat(boundary.uncertain()).isEqualTo(1);
    assertThat(boundary.above(middle)).isCloseTo(0.5, within(0.01));
    assertThat(boundary.probability(middle)).isCloseTo(0.5, within(0.01));
    assertThat(boundary.settled(0.02)).isFalse();
    assertThat(boundary.next(3, 8)).hasSize(3);
  }

  @Test
  void bandLiesBetweenThePointsOfAStep() {
    Boundary boundary = Boundary.of(step(), 1, 0.5);

    assertThat(boundary.above(List.of(0.2))).isBetween(0.02, 0.06);
    assertThat(boundary.above(List.of(0.0))).isLessThan(0.03);
    assertThat(boundary.above(List.of(0.375))).isCloseTo(0.5, within(0.05));
    assertThat(boundary.above(List.of(0.55))).isBetween(0.95, 0.98);
    assertThat(boundary.probability(List.of(0.2))).isLessThan(0.1);
    assertThat(boundary.above(List.of(1.0))).isGreaterThan(0.97);
    assertThat(boundary.probability(List.of(0.9))).isGreaterThan(0.9);
    assertThat(boundary.uncertain()).isBetween(0.2, 0.75);
    assertThat(boundary.verdict().course()).isEqualTo(Course.CROSSING);
    assertThat(boundary.verdict().certainty()).isGreaterThan(0.9);
    assertThat(boundary.settled(boundary.uncertain())).isTrue();
    assertThat(boundary.settled(boundary.uncertain() - 1e-3)).isFalse();
  }

  @Test
  void nextPointsLieWhereTheStepMayBe() {
    Boundary boundary = Boundary.of(step(), 1, 0.5);

    assertThat(boundary.next(1, 8).get(0).get(0)).isBetween(0.3, 0.45);
    assertThat(new HashSet<>(boundary.next(6, 8))).hasSizeGreaterThan(2);
  }

  @Test
  void equalTrialsGiveEqualPointsHoweverTheyAreCounted() {
    List<PointShare> apart = new ArrayList<>();
    for (PointShare point : step()) {
      apart.add(new PointShare(point.at(), point.events() / 2, 4));
      apart.add(new PointShare(point.at(), point.events() / 2, 4));
    }

    assertThat(Boundary.of(apart, 1, 0.5).next(4, 8))
        .isEqualTo(Boundary.of(step(), 1, 0.5).next(4, 8));
    assertThat(Boundary.of(apart, 1, 0.5).above(List.of(0.3)))
        .isEqualTo(Boundary.of(step(), 1, 0.5).above(List.of(0.3)));
  }

  @ParameterizedTest
  @CsvSource({"0, BELOW", "8, ABOVE"})
  void noBoundaryIsAResult(int events, Course course) {
    List<PointShare> same = new ArrayList<>();
    for (int k = 0; k <= 16; k++) {
      same.add(at(k / 16.0, events));
    }
    Boundary boundary = Boundary.of(same, 1, 0.5);

    assertThat(boundary.uncertain()).isZero();
    assertThat(boundary.verdict().course()).isEqualTo(course);
    assertThat(boundary.verdict().certainty()).isGreaterThan(0.8);
    assertThat(boundary.settled(0.02)).isTrue();
    assertThat(boundary.next(2, 8)).hasSize(2);
  }

  /** That of draws whose 65 points are all there before one is looked at. */
  @Test
  void certaintyIsThatOfWholeDraws() {
    List<PointShare> quarter = new ArrayList<>();
    for (int k = 0; k <= 4; k++) {
      quarter.add(at(k / 4.0, 2));
    }
    Boundary boundary = Boundary.of(quarter, 1, 0.5);

    assertThat(boundary.verdict().course()).isEqualTo(Course.BELOW);
    assertThat(boundary.verdict().certainty()).isCloseTo(0.9444326212559138, within(1e-6));
    assertThat(boundary.settled(0.6)).isFalse();
  }

  @Test
  void fewTrialsWithoutTheEventLeaveDoubt() {
    Boundary boundary = Boundary.of(List.of(at(0.5, 0)), 1, 0.5);

    assertThat(boundary.uncertain()).isGreaterThan(0.5);
    assertThat(boundary.settled(0.02)).isFalse();
  }

  @Test
  void otherSharesAreCrossedElsewhere() {
    List<PointShare> slope = new ArrayList<>();
    for (int k = 0; k <= 8; k++) {
      slope.add(new PointShare(List.of(k / 8.0), 10 * k, 80));
    }

    assertThat(Boundary.of(slope, 1, 0.25).above(List.of(0.25))).isBetween(0.05, 0.95);
    assertThat(Boundary.of(slope, 1, 0.75).above(List.of(0.75))).isBetween(0.05, 0.95);
    assertThat(Boundary.of(slope, 1, 0.75).above(List.of(0.5))).isLessThan(0.01);
    assertThat(Boundary.of(slope, 1, 0.25).above(List.of(0.5))).isGreaterThan(0.99);
    assertThat(Boundary.of(slope, 1, 0.5).probability(List.of(0.25))).isCloseTo(0.25, within(0.04));
  }

  @Test
  void secondAxisHasALengthOfItsOwn() {
    List<PointShare> points = new ArrayList<>();
    for (List<Double> at : Boundary.first(2)) {
      points.add(new PointShare(at, at.get(1) < 0.4 ? 0 : 8, 8));
    }
    Boundary boundary = Boundary.of(points, 2, 0.5);

    assertThat(boundary.above(List.of(0.9, 0.15))).isLessThan(0.01);
    assertThat(boundary.above(List.of(0.1, 0.65))).isGreaterThan(0.99);
    assertThat(boundary.uncertain()).isBetween(0.4, 0.8);
    List<List<Double>> next = boundary.next(16, 8);
    assertThat(next.get(0).get(1)).isBetween(0.25, 0.5);
    assertThat(next)
        .filteredOn(p -> p.get(1) > 0.15 && p.get(1) < 0.6)
        .hasSizeGreaterThan(7)
        .anySatisfy(p -> assertThat(p.get(0)).isLessThan(0.3))
        .anySatisfy(p -> assertThat(p.get(0)).isGreaterThan(0.7));
  }

  /** A boundary has to lie in it all along. */
  @ParameterizedTest
  @CsvSource({"1, 0.0199, 0.0201", "2, 0.00249, 0.00251"})
  void bandOfTwoAxesLeavesLessOut(int axes, double outside, double inside) {
    Boundary boundary = Boundary.of(List.of(), axes, 0.5);

    assertThat(boundary.inBand(outside)).isFalse();
    assertThat(boundary.inBand(1 - outside)).isFalse();
    assertThat(boundary.inBand(inside)).isTrue();
    assertThat(boundary.inBand(1 - inside)).isTrue();
  }

  /** Of a step across the square, on either side of which many trials have told the side. */
  private static List<PointShare> across() {
    List<PointShare> points = new ArrayList<>();
    for (List<Double> at : Boundary.first(2)) {
      points.add(new PointShare(at, at.get(0) < 0.4 ? 0 : 8, 8));
      points.add(new PointShare(List.of(27 / 64.0, at.get(1)), 8, 80));
      points.add(new PointShare(List.of(29 / 64.0, at.get(1)), 72, 80));
    }
    return points;
  }

  @Test
  void roundOfTwoAxesIsSpread() {
    assertThat(Boundary.of(across(), 2, 0.5).next(16, 8)).doesNotHaveDuplicates();
  }

  /** A process of whose value at a place half is beyond the boundary's, as it is beside a step. */
  @Test
  void placesOfTwoAxesWhoseTrialsHaveToldTheirSideAreNotAskedAgain() {
    Boundary boundary = Boundary.of(across(), 2, 0.5);
    double told = boundary.noise(new double[] {27 / 64.0, 0.5}, -13, 100, 8);
    double beside = boundary.noise(new double[] {26 / 64.0, 0.5}, -13, 100, 8);

    assertThat(beside).isBetween(1.0, 1e4);
    assertThat(told).isGreaterThan(5 * beside).isFinite();
    assertThat(boundary.noise(new double[] {27 / 64.0 + 0.007, 0.493}, -13, 100, 8))
        .isEqualTo(told);
  }

  @Test
  void roundOfOneAxisMayAskTwice() {
    List<PointShare> points = new ArrayList<>();
    int[][] trials = {
      {0, 0, 8}, {16, 0, 8}, {24, 1, 24}, {30, 2, 16}, {32, 7, 8}, {40, 8, 8}, {64, 8, 8}
    };
    for (int[] each : trials) {
      points.add(new PointShare(List.of(each[0] / 64.0), each[1], each[2]));
    }
    Boundary boundary = Boundary.of(points, 1, 0.5);

    assertThat(new HashSet<>(boundary.next(8, 8))).hasSizeLessThan(8);
    assertThat(boundary.noise(new double[] {30 / 64.0}, -1, 2, 8))
        .isEqualTo(boundary.noise(new double[] {0.9}, -1, 2, 8));
  }

  @Test
  void manyPointsAreFitted() {
    List<PointShare> points = new ArrayList<>();
    for (int k = 0; k < 150; k++) {
      double x = k % 15 / 14.0;
      double y = k / 15 / 9.0;
      points.add(new PointShare(List.of(x, y), x * x + y < 0.7 ? k % 2 : 8 - k % 2, 8));
    }
    Boundary boundary = Boundary.of(points, 2, 0.5);

    assertThat(boundary.above(List.of(0.1, 0.1))).isLessThan(0.01);
    assertThat(boundary.above(List.of(0.9, 0.9))).isGreaterThan(0.99);
    assertThat(boundary.next(16, 8)).hasSize(16);
  }

  @Test
  void firstPointsAreEvenlySpacedWithTheEnds() {
    assertThat(Boundary.first(1))
        .containsExactly(List.of(0.0), List.of(0.25), List.of(0.5), List.of(0.75), List.of(1.0));
    assertThat(Boundary.first(2))
        .hasSize(25)
        .doesNotHaveDuplicates()
        .contains(List.of(0.0, 1.0), List.of(1.0, 0.0), List.of(0.25, 0.75));
  }

  @Test
  void whatIsNoBoundaryIsRefused() {
    assertThatThrownBy(() -> Boundary.of(List.of(), 3, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 axes: a boundary is refined in one or two");
    assertThatThrownBy(() -> Boundary.of(List.of(), 1, 1))
        .hasMessage("share 1.0: a boundary is where a probability between 0 and 1 is crossed");
    assertThatThrownBy(() -> Boundary.of(step(), 2, 0.5)).hasMessage("[0.0] is no point of 2 axes");
    assertThatThrownBy(() -> new PointShare(List.of(1.5), 1, 8))
        .hasMessage("[1.5] is outside: coordinates are between 0 and 1, the ends of their axes");
    assertThatThrownBy(() -> new PointShare(List.of(), 1, 8))
        .hasMessage("[] is no point: need one coordinate or two, an axis each");
    assertThatThrownBy(() -> new PointShare(List.of(0.5), 9, 8))
        .hasMessage("9 of 8 is no share: need 0 <= events <= trials, trials >= 1");
  }

  /** Twice Owen's T by SciPy 1.17.1; a table of 32 steps is straight between to a few in 1e-5. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.25",
    "0, 0.5, 0.1666666667",
    "1, 0.3, 0.1131974054",
    "-2, 0.7, 0.0153885485",
    "0.5, 0.99, 0.0198755929",
    "3, 0.2, 0.0013384634",
    "1.2, 1, 0"
  })
  void expectedMisjudgementIsOwens(double z, double explained, double expected) {
    assertThat(new Misjudged(z).expected(explained)).isCloseTo(expected, within(5e-5));
  }

  /**
   * Two points that are one, and a third; trials tell as much as was open. A first round at the two
   * leaves 2 (1/6) of 2 (1/4), a second there 2 (0.134), one at the third 1/6 of 1/4.
   */
  @Test
  void pointsArePickedAsIfThoseBeforeHadRun() {
    double[][] covariance = {{1, 1, 0}, {1, 1, 0}, {0, 0, 1}};

    assertThat(new NextPoints(new double[3], covariance, new double[] {1, 1, 1}).pick(3, true))
        .containsExactly(0, 2, 0);
  }

  @Test
  void pointsArePickedOnceAsLongAsThereAreOthers() {
    double[][] covariance = {{1, 1, 0}, {1, 1, 0}, {0, 0, 1}};

    assertThat(new NextPoints(new double[3], covariance, new double[] {1, 1, 1}).pick(5, false))
        .containsExactly(0, 2, 1, 0, 2);
  }

  @Test
  void trialsAreNearAPlaceAlongEveryAxis() {
    Counts counts =
        Counts.of(
            List.of(
                new PointShare(List.of(0.5, 0.25), 1, 8), new PointShare(List.of(0.5, 0.5), 1, 8)));

    assertThat(counts.near(new double[] {0.5, 0.26}, 0.02)).isZero();
    assertThat(counts.near(new double[] {0.51, 0.49}, 0.02)).isEqualTo(1);
    assertThat(counts.near(new double[] {0.53, 0.5}, 0.02)).isEqualTo(-1);
    assertThat(counts.near(new double[] {0.5, 0.47}, 0.02)).isEqualTo(-1);
    assertThat(counts.near(new double[] {0.5, 0.375}, 0.125)).isZero();
  }

  @Test
  void normalIsThatOfTheLibrary() {
    NormalDistribution exact = new NormalDistribution(null, 0, 1);
    for (double z = -9; z <= 9; z += 0.125) {
      double expected = exact.cumulativeProbability(z);
      assertThat(Normal.below(z)).isCloseTo(expected, within(1e-8 * expected));
    }
    assertThat(Normal.logBelow(-39.5)).isCloseTo(-784.720879104318, within(1e-6));
    assertThat(Normal.logBelow(2)).isCloseTo(-0.0230129093289635, within(1e-14));
  }
}
