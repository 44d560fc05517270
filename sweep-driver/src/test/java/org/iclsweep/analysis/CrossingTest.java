package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.statistics.PointShare;
import org.junit.jupiter.api.Test;

class CrossingTest {
  private static final DoublePredicate IN_BAND = above -> above > 0.02 && above < 0.98;

  /** From 1 to 0 over a stretch, straight. */
  private static DoubleUnaryOperator falling(double from, double to) {
    return x -> Math.max(0, Math.min(1, (to - x) / (to - from)));
  }

  @Test
  void aBandLeavesTwoPercentOutAndItsMiddleIsAHalf() {
    List<Crossing> all = Crossing.of(falling(0.3, 0.4), IN_BAND, 64);

    assertThat(all).hasSize(1);
    assertThat(all.get(0).from()).isCloseTo(0.302, within(1e-6));
    assertThat(all.get(0).to()).isCloseTo(0.398, within(1e-6));
    assertThat(all.get(0).middle().orElseThrow()).isCloseTo(0.35, within(1e-6));
  }

  /** It lies between two places that are looked at. */
  @Test
  void aNarrowOneIsFound() {
    Crossing one = Crossing.of(falling(0.4001, 0.4002), IN_BAND, 64).get(0);

    assertThat(one.middle().orElseThrow()).isCloseTo(0.40015, within(1e-6));
    assertThat(one.from()).isCloseTo(0.400102, within(1e-6));
    assertThat(one.to()).isCloseTo(0.400198, within(1e-6));
  }

  @Test
  void oneMayBeOpenAtAnEnd() {
    Crossing low = Crossing.of(falling(-0.1, 0.1), IN_BAND, 64).get(0);
    assertThat(low.from()).isZero();
    assertThat(low.middle()).isEmpty(); // 0.5 is at 0, the end itself
    Crossing high = Crossing.of(falling(0.8, 1.1), IN_BAND, 64).get(0);
    assertThat(high.to()).isEqualTo(1);
    assertThat(high.middle().orElseThrow()).isCloseTo(0.95, within(1e-6));
  }

  @Test
  void whereBothSidesAreAlikeThereIsNoMiddle() {
    DoubleUnaryOperator dip = x -> Math.min(1, Math.abs(x - 0.5) * 10 + 0.2);
    Crossing one = Crossing.of(dip, IN_BAND, 64).get(0);
    assertThat(one.middle()).isEmpty();
    assertThat(one.from()).isCloseTo(0.422, within(1e-6));
    assertThat(one.to()).isCloseTo(0.578, within(1e-6));
  }

  @Test
  void thereMayBeTwoOrNone() {
    DoubleUnaryOperator hill = x -> Math.max(0, Math.min(1, 3 - Math.abs(x - 0.5) * 10));
    List<Crossing> two = Crossing.of(hill, IN_BAND, 64);
    assertThat(two).hasSize(2);
    assertThat(two.get(0).middle().orElseThrow()).isCloseTo(0.25, within(1e-6));
    assertThat(two.get(1).middle().orElseThrow()).isCloseTo(0.75, within(1e-6));
    assertThat(Crossing.of(x -> 1, IN_BAND, 64)).isEmpty();
    assertThat(Crossing.of(x -> 0.5, IN_BAND, 64)).hasSize(1);
  }

  /** The band that is told is the one by which rounds end. */
  @Test
  void theBandIsThatOfTheBoundary() {
    Boundary boundary =
        Boundary.of(
            List.of(
                new PointShare(List.of(0.0), 8, 8),
                new PointShare(List.of(0.4), 6, 8),
                new PointShare(List.of(0.6), 2, 8),
                new PointShare(List.of(1.0), 0, 8)),
            1,
            0.5);
    double width =
        Crossing.of(x -> boundary.above(List.of(x)), boundary::inBand, 256).stream()
            .mapToDouble(each -> each.to() - each.from())
            .sum();
    assertThat(width).isCloseTo(boundary.uncertain(), within(2.0 / 1024));
  }
}
