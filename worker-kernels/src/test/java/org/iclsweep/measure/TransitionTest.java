package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Where a curve first comes down to 0.3. */
class TransitionTest {
  private static final int[] STEPS = {0, 50, 100, 150};

  private static Double step(double... losses) {
    return Transition.step(STEPS, losses, 0.3);
  }

  @Test
  void itIsReadOnAStraightLineBetweenTwoPoints() {
    assertThat(step(0.4, 0.375, 0.25, 0.5)).isCloseTo(80, within(1e-9));
    assertThat(step(0.4, 0.4, 0.4, 0.2)).isCloseTo(125, within(1e-9));
  }

  @Test
  void aPointAtTheLevelIsThere() {
    assertThat(step(0.4, 0.3, 0.4, 0.4)).isEqualTo(50);
  }

  @Test
  void whatStartsThereIsThereAtOnce() {
    assertThat(step(0.3, 0.4, 0.4, 0.4)).isZero();
    assertThat(step(0.1, 0.1, 0.1, 0.1)).isZero();
  }

  @Test
  void whatNeverComesThereHasNoStep() {
    assertThat(step(0.4, 0.31, 0.4, 0.4)).isNull();
    assertThat(step(Double.NaN, Double.NaN, Double.NaN, Double.NaN)).isNull();
  }

  @Test
  void afterAPointThatIsNoNumberTheNextIsTaken() {
    assertThat(step(0.4, Double.NaN, 0.2, 0.2)).isEqualTo(100);
  }
}
