package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.statistics.Holm;
import org.iclsweep.statistics.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

  /** Published to four decimals: Newcombe (1998), table I, method 5; 0/10 is in many textbooks. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, .3085",
    "10, 10, .6915, 1",
    "81, 263, .2527, .3676",
    "15, 148, .0578, .1617",
    "0, 20, 0, .1684",
    "1, 29, .0009, .1776",
  })
  void clopperPearsonMatchesPublishedIntervals(int successes, int trials, double low, double high) {
    Proportion p = new Proportion(successes, trials);
    assertThat(p.low()).isCloseTo(low, within(5e-5));
    assertThat(p.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void shareNeedsTrials() {
    assertThatThrownBy(() -> new Proportion(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 of 0 is no share");
  }

  @Test
  void quartilesInterpolateAsRDoes() {
    assertThat(Quartiles.of(List.of(4.0, 1.0, 3.0, 2.0)))
        .contains(new Quartiles(4, 1, 1.75, 2.5, 3.25, 4));
    assertThat(Quartiles.of(List.of(7.0))).contains(new Quartiles(1, 7, 7, 7, 7, 7));
  }

  @Test
  void quartilesLeaveOutWhatIsNotFinite() {
    assertThat(Quartiles.of(Arrays.asList(Double.NaN, null, 2.0)).orElseThrow().count()).isOne();
    assertThat(Quartiles.of(List.of(Double.POSITIVE_INFINITY))).isEmpty();
  }

  @Test
  void holmMultipliesByTheNumberLeftAndStaysMonotone() {
    assertThat(Holm.adjust(List.of(0.01, 0.04, 0.03, 0.005)))
        .usingComparatorForType((x, y) -> Math.abs(x - y) < 1e-15 ? 0 : 1, Double.class)
        .containsExactly(0.03, 0.06, 0.06, 0.02);
    assertThat(Holm.adjust(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
  }

  /** Measured on a set of tasks where answering 0 costs .4222 and gradient descent .20937. */
  @Test
  void levelsOfSwappedHeadsMatchKnownValues() {
    SwapLevels levels = SwapLevels.of(0.4222, 0.20937, 10, 2);
    assertThat(levels.levels()).hasSize(3);
    assertThat(levels.levels().get(1)).isCloseTo(0.4009, within(5e-5));
    assertThat(levels.levels().get(2)).isCloseTo(0.3796, within(5e-5));
    assertThat(levels.nearest(0.383)).isEqualTo(2);
    assertThat(levels.onLevel(0.383)).isTrue();
    assertThat(levels.nearest(0.326)).isEqualTo(2);
    assertThat(levels.onLevel(0.326)).isFalse();
  }

  @Test
  void lossesAreOnALevelUpToHalfTheDistanceOfTwo() {
    SwapLevels levels = new SwapLevels(List.of(5.0, 3.0));
    assertThat(List.of(6.0, 4.5, 4.0, 3.5, 2.0)).allMatch(levels::onLevel);
    assertThat(List.of(6.125, 1.875)).noneMatch(levels::onLevel);
    assertThat(List.of(levels.nearest(4.25), levels.nearest(4), levels.nearest(3.75)))
        .containsExactly(0, 0, 1);
  }
}
